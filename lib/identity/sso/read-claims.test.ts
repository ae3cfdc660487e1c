import { describe, expect, it } from "vitest";
import { namesOf, roleOf, saysSecondFactor, verifiedEmail } from "./read-claims";

const mapping = { roleClaim: "groups", clientValues: ["staff"], leadValues: ["assessors"], fallbackRole: null };

describe("the role that claims give", () => {
  it("is that of the value, as a text or one of a list; of two the one that may do more", () => {
    expect(roleOf({ groups: "staff" }, mapping)).toBe("client");
    expect(roleOf({ groups: ["x", "assessors", "staff"] }, mapping)).toBe("lead");
    expect(roleOf({ groups: ["Staff", { name: "staff" }, 1] }, mapping)).toBeUndefined();
  });

  it("is found by a name with dots, or by the way to it, and never on what all objects have", () => {
    expect(roleOf({ "https://x.test/roles": "staff" }, { ...mapping, roleClaim: "https://x.test/roles" })).toBe(
      "client",
    );
    expect(roleOf({ realm: { roles: ["assessors"] } }, { ...mapping, roleClaim: "realm.roles" })).toBe("lead");
    expect(roleOf({}, { ...mapping, roleClaim: "constructor.name", clientValues: ["Object"] })).toBeUndefined();
  });

  it("is the one set for the rest, or none; and the provider has no say without a claim", () => {
    expect(roleOf({}, { ...mapping, fallbackRole: "client" })).toBe("client");
    expect(roleOf({}, mapping)).toBeUndefined();
    expect(roleOf({ groups: "assessors" }, { ...mapping, roleClaim: "" })).toBeNull();
  });

  it("is never superuser", () => {
    const all = ["superuser", "analyst", "admin"];
    for (const role of all) expect(roleOf({ groups: role }, mapping)).toBeUndefined();
  });
});

it("takes a second factor on the provider's word only for the values set", () => {
  expect(saysSecondFactor({ amr: ["pwd", "mfa"] }, ["mfa"])).toBe(true);
  expect(saysSecondFactor({ acr: "urn:gold" }, ["urn:gold"])).toBe(true);
  expect(saysSecondFactor({ amr: ["pwd", "mfa"], acr: "1" }, [])).toBe(false);
  expect(saysSecondFactor({ amr: "pwd" }, ["mfa"])).toBe(false);
});

it("takes an address only when it is vouched for", () => {
  expect(verifiedEmail({ email: "Ann@Example.com", email_verified: true })).toBe("ann@example.com");
  for (const isVerified of [false, undefined, "true", 1])
    expect(verifiedEmail({ email: "ann@example.com", email_verified: isVerified })).toBeUndefined();
  for (const email of [undefined, "no address", "a@b@ c", "ann@exämple.com", ["a@b.test"]])
    expect(verifiedEmail({ email, email_verified: true })).toBeUndefined();
});

it("makes a user name of any address", () => {
  for (const email of ["ann@x.test", "a@x.test", "+@x.test", "a+b'c@x.test", `${"l".repeat(64)}@x.test`])
    expect(namesOf({}, email).username).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/);
});
