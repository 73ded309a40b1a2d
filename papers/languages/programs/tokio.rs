// papers/languages/programs/tokio.rs -- Rust's futures as tasks of tokio, on its current thread.
use std::cell::Cell;
use std::rc::Rc;
use tokio::sync::mpsc::channel;
use tokio::task::{spawn_local, yield_now, LocalSet};

const ALIVE: usize = 1000;

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanoseconds: i64,
}
extern "C" {
    fn clock_gettime(clock: i32, now: *mut Timespec) -> i32;
}

/// Nanoseconds of this process.
fn clock() -> i64 {
    let mut now = Timespec { seconds: 0, nanoseconds: 0 };
    unsafe { clock_gettime(2, &mut now) };
    now.seconds * 1_000_000_000 + now.nanoseconds
}

async fn microthread_yield(ops: i64) -> (i64, i64) {
    let shared = Rc::new((Cell::new(0), Cell::new(0), Cell::new(0)));
    let mut all = Vec::new();
    for _ in 0..ALIVE {
        let shared = shared.clone();
        all.push(spawn_local(async move {
            let (number, total, end) = &*shared;
            while number.get() < ops {
                total.set(total.get() + number.get());
                number.set(number.get() + 1);
                yield_now().await;
            }
            if end.get() == 0 {
                end.set(clock());
            }
        }));
    }
    let begun = clock();
    for each in all {
        each.await.unwrap();
    }
    (shared.1.get(), shared.2.get() - begun)
}

async fn channel_message(ops: i64) -> (i64, i64) {
    let (to, mut from) = channel(1);
    let mut total = 0;
    let begun = clock();
    spawn_local(async move {
        for number in 0..ops {
            to.send(number).await.unwrap();
        }
    });
    while let Some(number) = from.recv().await {
        total += number;
    }
    (total, clock() - begun)
}

async fn create_microthread(ops: i64) -> (i64, i64) {
    let total = Rc::new(Cell::new(0));
    let begun = clock();
    for number in 0..ops {
        let total = total.clone();
        spawn_local(async move { total.set(total.get() + number) }).await.unwrap();
    }
    (total.get(), clock() - begun)
}

fn main() {
    let one_thread = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (rung, ops) = line.split_once(' ').unwrap();
        let ops = ops.parse().unwrap();
        let (total, took) = match rung {
            "microthread.yield" => LocalSet::new().block_on(&one_thread, microthread_yield(ops)),
            "channel.message" => LocalSet::new().block_on(&one_thread, channel_message(ops)),
            "create.microthread" => LocalSet::new().block_on(&one_thread, create_microthread(ops)),
            _ => {
                println!("none: Rust has no stable generators");
                continue;
            }
        };
        println!("{total} {took}");
    }
}
