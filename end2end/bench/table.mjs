/** Lines of texts, printed in columns. */
export class Table {
  constructor(heads) {
    this.lines = [heads];
  }

  add(...line) {
    this.lines.push(line);
  }

  print() {
    const widths = this.lines[0].map((_, at) => Math.max(...this.lines.map((line) => line[at].length)));
    for (const line of this.lines) console.log(line.map((text, at) => text.padEnd(widths[at])).join("  ").trimEnd());
  }
}
