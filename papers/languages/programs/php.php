<?php // papers/languages/programs/php.php -- PHP's fibers, with a stack each; and its generators.
const ALIVE = 1000;

function clock(): int { // nanoseconds of this process
    $used = getrusage();
    return 1000 * ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec'])
        + 1000000000 * ($used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']);
}

function microthread_yield(int $ops): array {
    $number = $total = 0;
    $ready = new SplQueue();
    for ($i = 0; $i < ALIVE; ++$i) {
        $counter = new Fiber(function () use (&$number, &$total) {
            for (;;) {
                Fiber::suspend();
                $total += $number++;
            }
        });
        $counter->start();
        $ready->enqueue($counter);
    }
    $begun = clock();
    while ($number < $ops) {
        $running = $ready->dequeue();
        $running->resume();
        $ready->enqueue($running);
    }
    return [$total, clock() - $begun];
}

function channel_message(int $ops): array {
    $total = 0;
    $to = new Fiber(function () use (&$total) {
        for (;;) {
            $total += Fiber::suspend();
        }
    });
    $to->start();
    $begun = clock();
    for ($number = 0; $number < $ops; ++$number) {
        $to->resume($number);
    }
    return [$total, clock() - $begun];
}

function numbers(int $ops): Generator {
    for ($number = 0; $number < $ops; ++$number) {
        yield $number;
    }
}

function generator_element(int $ops): array {
    $total = 0;
    $begun = clock();
    foreach (numbers($ops) as $number) {
        $total += $number;
    }
    return [$total, clock() - $begun];
}

function create_microthread(int $ops): array {
    $total = 0;
    $begun = clock();
    for ($number = 0; $number < $ops; ++$number) {
        (new Fiber(function () use (&$total, $number) { $total += $number; }))->start();
    }
    return [$total, clock() - $begun];
}

while (($line = fgets(STDIN)) !== false) {
    [$rung, $ops] = explode(' ', trim($line));
    echo implode(' ', str_replace('.', '_', $rung)((int) $ops)), "\n";
}
