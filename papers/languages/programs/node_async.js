// papers/languages/programs/node_async.js -- JavaScript's async functions, under V8's microtasks.
'use strict';
const alive = 1000;

function clock() { // nanoseconds of this process
  const used = process.cpuUsage();
  return 1000 * (used.user + used.system);
}

/// Unbuffered: who sends waits until it has been received.
class Channel {
  #message;
  #receiver = null;
  #sender = null;
  send(message) {
    if (this.#receiver) {
      this.#receiver(message);
      this.#receiver = null;
      return null;
    }
    this.#message = message;
    return new Promise(resume => { this.#sender = resume; });
  }
  receive() {
    if (this.#sender) {
      this.#sender();
      this.#sender = null;
      return this.#message;
    }
    return new Promise(resume => { this.#receiver = resume; });
  }
}

const rungs = {
  async 'microthread.yield'(ops) {
    let number = 0, total = 0, took = 0;
    async function counter() {
      await null;
      while (number < ops) {
        total += number++;
        await null;
      }
      took ||= clock() - begun;
    }
    const all = Array.from({length: alive}, counter);
    const begun = clock();
    await Promise.all(all);
    return [total, took];
  },

  async 'channel.message'(ops) {
    const line = new Channel();
    async function sender() {
      for (let number = 0; number < ops; ++number) await line.send(number);
    }
    let total = 0;
    const begun = clock();
    const sending = sender();
    for (let number = 0; number < ops; ++number) total += await line.receive();
    const took = clock() - begun;
    await sending;
    return [total, took];
  },

  async 'generator.element'(ops) {
    async function* numbers() {
      for (let number = 0; number < ops; ++number) yield number;
    }
    let total = 0;
    const begun = clock();
    for await (const number of numbers()) total += number;
    return [total, clock() - begun];
  },

  async 'create.microthread'(ops) {
    let total = 0;
    async function body(number) {
      await null;
      total += number;
    }
    const begun = clock();
    for (let number = 0; number < ops; ++number) await body(number);
    return [total, clock() - begun];
  },
};

require('readline').createInterface({input: process.stdin}).on('line', async line => {
  const [rung, ops] = line.split(' ');
  console.log((await rungs[rung](Number(ops))).join(' '));
});
