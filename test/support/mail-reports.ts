/** Reports as mail servers and providers of mailboxes write them. */

export interface BounceWords {
  /** The return path that it goes to. */
  readonly to: string;
  readonly recipient: string;
  readonly original?: string;
  readonly action?: string;
  readonly status?: string;
  readonly diagnosis?: string;
  readonly envelopeId?: string;
}

/** RFC 3464. */
export function bounceReport(words: BounceWords): string {
  const { to, recipient, original, action = "failed", status = "5.1.1", envelopeId } = words;
  const { diagnosis = `550 ${status} <${recipient}>: Recipient address rejected` } = words;
  const fields = [
    `Final-Recipient: rfc822; ${recipient}`,
    ...(original ? [`Original-Recipient: rfc822;${original}`] : []),
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnosis}`,
  ];
  return report(to, "delivery-status", [
    [
      "message/delivery-status",
      [
        "Reporting-MTA: dns; mx.example.org",
        ...(envelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
        "",
        ...fields,
      ],
    ],
    ["text/rfc822-headers", [`To: ${original ?? recipient}`, "Subject: On the Habits of Papers"]],
  ]);
}

/** RFC 5965. */
export function complaintReport(words: {
  readonly to: string;
  readonly returnPath: string;
  readonly recipient?: string;
  readonly type?: string;
}): string {
  const { to, returnPath, recipient, type = "abuse" } = words;
  return report(to, "feedback-report", [
    [
      "message/feedback-report",
      [
        `Feedback-Type: ${type}`,
        "User-Agent: SomeMailbox/1.0",
        "Version: 1",
        `Original-Mail-From: <${returnPath}>`,
        ...(recipient ? [`Original-Rcpt-To: <${recipient}>`] : []),
      ],
    ],
    ["message/rfc822", ["Subject: On the Habits of Papers", "", "The papers of the day"]],
  ]);
}

function report(to: string, type: string, parts: readonly (readonly [string, string[]])[]): string {
  return [
    "From: MAILER-DAEMON@mx.example.org",
    `To: ${to}`,
    "Subject: Report",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=${type};`,
    '\tboundary="part"',
    "",
    "--part",
    "Content-Type: text/plain",
    "",
    "Your message did not get where it should.",
    "",
    ...parts.flatMap(([mimeType, lines]) => [
      "--part",
      `Content-Type: ${mimeType}`,
      "",
      ...lines,
      "",
    ]),
    "--part--",
    "",
  ].join("\r\n");
}
