import fc from "fast-check";

/** Strings that have broken programs like ours, alone and amid other text. */
export const hostileStrings = [
  "<script>alert(1)</script>",
  "</script><img src=x onerror=alert(1)>",
  "]]><x/><![CDATA[",
  "<!DOCTYPE x [<!ENTITY e 'boom'>]>&e;",
  "&#0;&#x1F;&amp;lt;&nbsp;",
  "\u0000\u0001\u0008\u000B\u000C\u001F\u007F\u0085\uFFFE\uFFFF",
  "\uD800 lone \uDC00 surrogates",
  "\u202Eright to left\u2066",
  "\r\nSet-Cookie: a=b\r\n",
  "'; drop table paper; --",
  "../../../../etc/passwd",
  "%00%0d%0a%E0%A4%A",
  "__proto__",
  "javascript:alert(1)",
  '"><svg onload=alert(1)>',
  "{{constructor.constructor(1)()}}",
  "\\input{/etc/passwd} $\\href{javascript:alert(1)}{x}$",
  "# x\n- y\n1. z\n> q\n```\n[a]: http://x\n|-|\n<!--",
  "a".repeat(5000),
  "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é e\u0301 ﬁ İ ß",
  "+ an item",
  "1) an item",
  "===",
  "-0",
  "1e309",
  "",
  " ",
] as const;

/** Any text, often hostile. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileStrings),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(fc.string({ maxLength: 10 }), fc.constantFrom(...hostileStrings), fc.string())
    .map((parts) => parts.join("")),
  // Code units on their own, so that surrogates come unpaired.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units)),
);
