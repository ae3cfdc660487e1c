/** Where the front finds the text (server/send-response.ts); Next and everyone else read the body. */
const TEXT = Symbol.for("securesphere.text");

/** A Response made of text that makes its stream when it is first asked for: the front never asks. */
export class TextResponse extends Response {
  readonly [TEXT]: string;
  #whole?: Response;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this[TEXT] = text;
  }

  override get body() {
    return this.#complete().body;
  }
  override get bodyUsed() {
    return this.#whole?.bodyUsed ?? false;
  }
  override text() {
    return this.#complete().text();
  }
  override json() {
    return this.#complete().json();
  }
  override arrayBuffer() {
    return this.#complete().arrayBuffer();
  }
  override bytes() {
    return this.#complete().bytes();
  }
  override blob() {
    return this.#complete().blob();
  }
  override formData() {
    return this.#complete().formData();
  }
  override clone() {
    return this.#complete().clone();
  }

  #complete(): Response {
    return (this.#whole ??= new Response(this[TEXT], { status: this.status, headers: this.headers }));
  }
}
