;;; papers/r7rs_control/programs/chez.scm -- Chez Scheme: a program, so that its names are its own.
(import (chezscheme))
(define (clock) ; nanoseconds of this process
  (let ([now (current-time 'time-process)])
    (+ (* 1000000000 (time-second now)) (time-nanosecond now))))
(define (answer! sum took)
  (format #t "~a ~a\n" sum took)
  (flush-output-port (current-output-port)))
