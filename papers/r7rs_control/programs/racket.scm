#lang racket/base
;;; papers/r7rs_control/programs/racket.scm -- Racket CS, which stands on Chez.
(require ffi/unsafe)
(define-cstruct _timespec ([seconds _long] [nanoseconds _long]))
(define clock-gettime
  (get-ffi-obj "clock_gettime" #f (_fun _int (now : (_ptr o _timespec)) -> _int -> now)))
(define (clock) ; nanoseconds of this process
  (define now (clock-gettime 2))
  (+ (* 1000000000 (timespec-seconds now)) (timespec-nanoseconds now)))
(define (answer! sum took)
  (printf "~a ~a\n" sum took)
  (flush-output))
