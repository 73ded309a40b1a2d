;;; papers/r7rs_control/programs/guile.scm -- Guile.
(define (clock) ; nanoseconds of this process
  (* (get-internal-run-time) (quotient 1000000000 internal-time-units-per-second)))
(define (answer! sum took)
  (format #t "~a ~a\n" sum took)
  (force-output))
