// Reads a LogQL expression in JSON a line, and writes its syntax tree in JSON a
// line: {name, error, from, text, nodes}. A node that the grammar puts in
// because something is missing or wrong has error: true.
import { createInterface } from 'node:readline';
import { parser } from '@grafana/lezer-logql';

const node = (n, expression) => ({
  name: n.name, error: n.type.isError, from: n.from, text: expression.slice(n.from, n.to),
  nodes: children(n).map((child) => node(child, expression)),
});

function children(n) {
  const all = [];
  for (let child = n.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

for await (const line of createInterface({ input: process.stdin })) {
  const expression = JSON.parse(line);
  console.log(JSON.stringify(node(parser.parse(expression).topNode, expression)));
}
