// tools/player/arrow.js -- the way of the arrow, from who waits to who goes on, past all others.
"use strict";

// Boxes stand in a grid whose gaps are the streets. In one row the way goes over them, and to the
// next row through the street between; else it takes a street between two columns.
function wayBetween(a, b, grid) {
  if (a.top === b.top) return over(a, b, a.top < grid.first ? 46 : Math.min(46, grid.row * 1.1));
  const down = a.top < b.top;
  const from = down ? a.foot + 3 : a.top - 3, to = down ? b.top - 7 : b.foot + 7;
  if (Math.abs(to - from) < grid.row + 8) {
    const middle = (from + to) / 2;
    return `M${a.x} ${from} C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${to}`;
  }
  const half = down ? grid.row / 2 : -grid.row / 2;
  const leave = (down ? a.foot : a.top) + half, enter = (down ? b.top : b.foot) - half;
  const lane = laneBeside(b, a.x, grid);
  return rounded([[a.x, from], [a.x, leave], [lane, leave], [lane, enter], [b.x, enter], [b.x, to]]);
}
function over(a, b, lift) { // a Bézier curve rises three quarters as high as its handles
  const shift = Math.sign(b.x - a.x) * 14, high = a.top - 3 - lift;
  return `M${a.x + shift} ${a.top - 3} C${a.x} ${high} ${b.x} ${high} ${b.x - shift} ${b.top - 7}`;
}
function laneBeside(b, x, grid) { // on the side one comes from, unless that is outside
  const left = b.left - grid.column / 2, right = b.right + grid.column / 2;
  if (left < 0) return right;
  return right > grid.width || x <= b.x ? left : right;
}
function rounded(points) {
  const toward = ([x, y], [u, v]) => {
    const far = Math.hypot(u - x, v - y), part = far ? Math.min(8, far / 2) / far : 0;
    return [x + (u - x) * part, y + (v - y) * part];
  };
  const turns = points.slice(1, -1).map((p, i) =>
    `L${toward(p, points[i])} Q${p} ${toward(p, points[i + 2])}`);
  return `M${points[0]} ${turns.join(" ")} L${points.at(-1)}`;
}
