#lang racket/base
;;; papers/languages/programs/racket.rkt -- Racket CS: its green threads, channels and generators.
(require ffi/unsafe racket/generator)

(define alive 1000)

(define-cstruct _timespec ([seconds _long] [nanoseconds _long]))
(define clock-gettime
  (get-ffi-obj "clock_gettime" #f (_fun _int (now : (_ptr o _timespec)) -> _int -> now)))
(define (clock) ; nanoseconds of this process
  (define now (clock-gettime 2))
  (+ (* 1000000000 (timespec-seconds now)) (timespec-nanoseconds now)))

;; They are interrupted by a timer, so each keeps its own sum; numbers are taken by one that
;; cannot be: a box that is compared and set.
(define (microthread-yield ops)
  (define number (box 0))
  (define start (make-semaphore 0))
  (define sums (make-vector alive 0))
  (define begun #f)
  (define took #f)
  (define (take!)
    (define v (unbox number))
    (if (box-cas! number v (add1 v)) v (take!)))
  (define all
    (for/list ([i (in-range alive)])
      (thread
       (lambda ()
         (semaphore-wait start)
         (let loop ([v (take!)])
           (cond
             [(< v ops)
              (vector-set! sums i (+ v (vector-ref sums i)))
              (sleep 0)
              (loop (take!))]
             [(= v ops) (set! took (- (clock) begun))]))))))
  (sleep 0)
  (for ([_ (in-range alive)]) (semaphore-post start))
  (set! begun (clock))
  (for-each thread-wait all)
  (values (for/sum ([s (in-vector sums)]) s) took))

(define (channel-message ops)
  (define line (make-channel))
  (define begun (clock))
  (thread (lambda () (for ([number (in-range ops)]) (channel-put line number))))
  (define total (for/fold ([total 0]) ([_ (in-range ops)]) (+ total (channel-get line))))
  (values total (- (clock) begun)))

(define (generator-element ops)
  (define next (generator () (for ([number (in-range ops)]) (yield number)) #f))
  (define begun (clock))
  (let loop ([total 0])
    (define number (next))
    (if number (loop (+ total number)) (values total (- (clock) begun)))))

(define (create-microthread ops)
  (define total 0)
  (define begun (clock))
  (for ([number (in-range ops)])
    (thread-wait (thread (lambda () (set! total (+ total number))))))
  (values total (- (clock) begun)))

(define (answer rung ops)
  (case rung
    [(microthread.yield) (microthread-yield ops)]
    [(channel.message) (channel-message ops)]
    [(generator.element) (generator-element ops)]
    [(create.microthread) (create-microthread ops)]))

(let loop ([rung (read)])
  (unless (eof-object? rung)
    (let-values ([(total took) (answer rung (read))])
      (printf "~a ~a\n" total took)
      (flush-output)
      (loop (read)))))
