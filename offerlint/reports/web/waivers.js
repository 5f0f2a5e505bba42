// The decisions as a waivers.yaml, in the order of path, rule and fingerprint. A JSON string is a YAML string.
const quoted = (text) =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const waivers = () => {
  const made = findings
    .filter((finding) => decisions.has(finding.name))
    .sort((a, b) => before(a.path, b.path) || before(a.rule, b.rule) || before(a.fingerprint, b.fingerprint));
  const lines = [
    `# Decided on the report of ${document.documentElement.dataset.day}.`,
    "# Where there is a waivers.yaml already, add these entries to it.",
    "waivers:",
  ];
  for (const finding of made) {
    const { decision, reason, by, on, until } = decisions.get(finding.name);
    lines.push(`  - rule: ${quoted(finding.rule)}`);
    lines.push(`    path: ${quoted(finding.path)}`);
    lines.push(`    fingerprint: ${quoted(finding.fingerprint)}`);
    lines.push(`    excerpt: ${quoted(excerptOf(finding))}`);
    lines.push(`    decision: ${decision}`);
    lines.push(`    reason: ${quoted(reason)}`);
    lines.push(`    by: ${quoted(by)}`);
    lines.push(`    on: ${on}`);
    if (until) lines.push(`    until: ${until}`);
  }
  return `${lines.join("\n")}\n`;
};

const save = () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([waivers()], { type: "text/yaml" }));
  link.download = "waivers.yaml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  isSaved = true;
};
