// papers/languages/programs/node.js -- JavaScript's generators as microthreads and as themselves.
'use strict';
const alive = 1000;

function clock() { // nanoseconds of this process
  const used = process.cpuUsage();
  return 1000 * (used.user + used.system);
}

const rungs = {
  'microthread.yield'(ops) {
    let number = 0, total = 0;
    function* counter() {
      for (;;) {
        yield;
        total += number++;
      }
    }
    const ready = new Array(alive); // a ring
    for (let i = 0; i < alive; ++i) (ready[i] = counter()).next();
    const begun = clock();
    for (let i = 0; number < ops; i = (i + 1) % alive) ready[i].next();
    return [total, clock() - begun];
  },

  'channel.message'(ops) {
    let total = 0;
    function* receiver() {
      for (;;) total += yield;
    }
    const to = receiver();
    to.next();
    const begun = clock();
    for (let number = 0; number < ops; ++number) to.next(number);
    return [total, clock() - begun];
  },

  'generator.element'(ops) {
    function* numbers() {
      for (let number = 0; number < ops; ++number) yield number;
    }
    let total = 0;
    const begun = clock();
    for (const number of numbers()) total += number;
    return [total, clock() - begun];
  },

  'create.microthread'(ops) {
    let total = 0;
    function* body(number) { total += number; }
    const begun = clock();
    for (let number = 0; number < ops; ++number) body(number).next();
    return [total, clock() - begun];
  },
};

require('readline').createInterface({input: process.stdin}).on('line', line => {
  const [rung, ops] = line.split(' ');
  console.log(rungs[rung](Number(ops)).join(' '));
});
