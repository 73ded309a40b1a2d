;;; papers/r7rs_control/programs/captures.scm -- ctak and fibc in any Scheme; one of the files beside
;;; it stands before it and has (clock), in nanoseconds, and (answer! sum took).

(define (ctak x y z)
  (define (aux k x y z)
    (if (not (< y x))
        (k z)
        (call-with-current-continuation
          (lambda (k)
            (aux k
                 (call-with-current-continuation (lambda (k) (aux k (- x 1) y z)))
                 (call-with-current-continuation (lambda (k) (aux k (- y 1) z x)))
                 (call-with-current-continuation (lambda (k) (aux k (- z 1) x y))))))))
  (call-with-current-continuation (lambda (k) (aux k x y z))))

(define (fibc n)
  (define (add x y k) ; as Peano does
    (if (zero? y)
        (k x)
        (add (+ x 1) (- y 1) k)))
  (define (aux n k)
    (if (< n 2)
        (k n)
        (add (call-with-current-continuation (lambda (k) (aux (- n 1) k)))
             (call-with-current-continuation (lambda (k) (aux (- n 2) k)))
             k)))
  (call-with-current-continuation (lambda (k) (aux n k))))

;; How many captures the programs with an argument of 0, 1, 2 ... make; the last is the largest.
(define ctak-captures (vector 1 5 53 293 1733 10345 63609))
(define fibc-captures
  (let ((all (make-vector 21 1)))
    (do ((n 2 (+ n 1))) ((= n 21) all)
      (vector-set! all n (+ (vector-ref all (- n 1)) (vector-ref all (- n 2)) 1)))))

;; The sum of the answers of the programs, the largest first, that make up so many captures.
(define (sum-of-programs captures program ops)
  (let loop ((ops ops) (sum 0) (n (- (vector-length captures) 1)))
    (cond ((= ops 0) sum)
          ((> (vector-ref captures n) ops) (loop ops sum (- n 1)))
          (else (loop (- ops (vector-ref captures n)) (+ sum (program n)) n)))))

(define (answer rung ops)
  (if (eq? rung 'ctak)
      (sum-of-programs ctak-captures (lambda (n) (ctak (* 3 n) (* 2 n) n)) ops)
      (sum-of-programs fibc-captures fibc ops)))

(let loop ((rung (read)))
  (cond ((not (eof-object? rung))
         (let* ((ops (read))
                (begun (clock))
                (sum (answer rung ops)))
           (answer! sum (- (clock) begun))
           (loop (read))))))
