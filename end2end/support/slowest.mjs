// A reporter: the tests that took longest, so that a slow one is seen before the whole suite is.

const COUNT = 20;

export default class Slowest {
  tests = [];

  onTestEnd(test, { duration, retry }) {
    const [, , file, ...titles] = test.titlePath();
    const again = retry > 0 ? " (second try)" : "";
    this.tests.push({ duration, line: `${file} › ${titles.join(" › ")}${again}` });
  }

  onEnd() {
    const slowest = this.tests.toSorted((one, other) => other.duration - one.duration).slice(0, COUNT);
    if (slowest.length < 2) return;
    console.log(`\n  The ${slowest.length} slowest tests:`);
    for (const { duration, line } of slowest) console.log(`  ${(duration / 1000).toFixed(1).padStart(7)} s  ${line}`);
  }

  printsToStdio() {
    return false;
  }
}
