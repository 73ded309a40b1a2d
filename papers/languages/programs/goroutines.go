// papers/languages/programs/goroutines.go -- goroutines and channels, on one processor as the others are.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"
)

const alive = 1000

// Nanoseconds of this process.
func clock() int64 {
	var now syscall.Timespec
	const ofTheProcess = 2
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, ofTheProcess, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano()
}

// They may be interrupted anywhere, so the number that they share is taken atomically.
func microthreadYield(ops int64) (int64, int64) {
	var next, begin, took int64
	start, sums := make(chan bool), make(chan int64)
	for i := 0; i < alive; i++ {
		go func() {
			var sum int64
			<-start
			number := atomic.AddInt64(&next, 1) - 1
			for ; number < ops; number = atomic.AddInt64(&next, 1) - 1 {
				sum += number
				runtime.Gosched()
			}
			if number == ops {
				took = clock() - begin
			}
			sums <- sum
		}()
	}
	runtime.Gosched() // now all wait for the start
	begin = clock()
	close(start)
	var total int64
	for i := 0; i < alive; i++ {
		total += <-sums
	}
	return total, took
}

func channelMessage(ops int64) (int64, int64) {
	line := make(chan int64)
	var total int64
	begin := clock()
	go func() {
		for number := int64(0); number < ops; number++ {
			line <- number
		}
	}()
	for number := int64(0); number < ops; number++ {
		total += <-line
	}
	return total, clock() - begin
}

func createMicrothread(ops int64) (int64, int64) {
	var total int64
	var alive sync.WaitGroup
	begin := clock()
	for number := int64(0); number < ops; number++ {
		alive.Add(1)
		go func(number int64) {
			total += number
			alive.Done()
		}(number)
		alive.Wait()
	}
	return total, clock() - begin
}

func main() {
	runtime.GOMAXPROCS(1)
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var rung string
		var ops, total, took int64
		fmt.Sscan(in.Text(), &rung, &ops)
		switch rung {
		case "microthread.yield":
			total, took = microthreadYield(ops)
		case "channel.message":
			total, took = channelMessage(ops)
		case "create.microthread":
			total, took = createMicrothread(ops)
		default:
			fmt.Println("none: Go has no generators before 1.23")
			continue
		}
		fmt.Println(total, took)
	}
}
