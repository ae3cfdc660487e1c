/** Gives the picture away as a file that looks the same outside this page: colours are written into it. */
export function saveDrawing(): void {
  const drawing = document.getElementById("graph-drawing");
  if (!drawing) return;
  const copy = drawing.cloneNode(true) as SVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>("*")];
  for (const [index, original] of [...drawing.querySelectorAll<SVGElement>("*")].entries()) {
    const { fill, stroke } = getComputedStyle(original);
    copies[index]!.setAttribute("fill", fill);
    copies[index]!.setAttribute("stroke", stroke);
    copies[index]!.removeAttribute("class");
  }
  copy.setAttribute("font-family", "sans-serif");
  copy.setAttribute("style", `background:${getComputedStyle(document.body).backgroundColor}`);
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }),
  );
  const link = Object.assign(document.createElement("a"), { href: address, download: "graph.svg" });
  link.click();
  URL.revokeObjectURL(address);
}
