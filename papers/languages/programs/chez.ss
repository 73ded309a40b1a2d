;;; papers/languages/programs/chez.ss -- Chez Scheme: one-shot continuations, as in Bruggeman 1996.

(let ()
  (define alive 1000)

  (define (clock) ; nanoseconds of this process
    (let ([now (current-time 'time-process)])
      (+ (* 1000000000 (time-second now)) (time-nanosecond now))))

  ;; A queue in a ring: there is room for all that are alive.
  (define ring (make-vector 1024))
  (define first 0)
  (define last 0)
  (define (next i) (fxand (fx+ i 1) 1023))
  (define (put! k)
    (vector-set! ring last k)
    (set! last (next last)))
  (define (take!)
    (let ([k (vector-ref ring first)])
      (set! first (next first))
      k))

  (define (yield!)
    (call/1cc (lambda (mine) (put! mine) ((take!) #f))))

  (define (microthread-yield ops)
    (define number 0)
    (define total 0)
    (define begun #f)
    (define took #f)
    (set! first 0)
    (set! last 0)
    (call/1cc
      (lambda (done)
        (define (counter)
          (when (fx< number ops)
            (set! total (fx+ total number))
            (set! number (fx+ number 1))
            (yield!)
            (counter)))
        (do ([i 0 (fx+ i 1)]) ((fx= i alive))
          (call/1cc
            (lambda (spawned)
              (call/1cc (lambda (mine) (put! mine) (spawned #f)))
              (counter)
              (set! took (- (clock) begun))
              (done #f))))
        (set! begun (clock))
        ((take!) #f)))
    (values total took))

  ;; A transfer to the receiver, with the number; and back.
  (define (channel-message ops)
    (define total 0)
    (define receiver
      (call/1cc
        (lambda (made)
          (let loop ([arrived (call/1cc made)]) ; arrived: the number, and who waits
            (set! total (fx+ total (car arrived)))
            (loop (call/1cc (cdr arrived)))))))
    (define begun (clock))
    (let loop ([number 0] [receiver receiver])
      (when (fx< number ops)
        (loop (fx+ number 1)
              (call/1cc (lambda (mine) (receiver (cons number mine)))))))
    (values total (- (clock) begun)))

  (define (generator-element ops)
    (define total 0)
    (define return #f)
    (define resume
      (lambda (unused)
        (do ([number 0 (fx+ number 1)]) ((fx= number ops) (return #f))
          (call/1cc (lambda (rest) (set! resume rest) (return number))))))
    (define (next!)
      (call/1cc (lambda (mine) (set! return mine) (resume #f))))
    (define begun (clock))
    (let loop ([number (next!)])
      (when number
        (set! total (fx+ total number))
        (loop (next!))))
    (values total (- (clock) begun)))

  ;; The new one runs first; who made it waits in the queue.
  (define (create-microthread ops)
    (define total 0)
    (define begun (clock))
    (define (spawn! thunk)
      (call/1cc (lambda (mine) (put! mine) (thunk) ((take!) #f))))
    (set! first 0)
    (set! last 0)
    (do ([number 0 (fx+ number 1)]) ((fx= number ops))
      (spawn! (lambda () (set! total (fx+ total number)))))
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
        (format #t "~a ~a\n" total took)
        (flush-output-port (current-output-port))
        (loop (read))))))
