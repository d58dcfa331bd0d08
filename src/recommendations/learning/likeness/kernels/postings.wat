;; Dot products of papers with terms, through lists of the papers that have each term. All
;; addresses are in bytes. fast-postings.ts calls it.
(module
  (import "memory" "matrix" (memory 0))

  ;; Adds to the score of each paper, 32-bit numbers from $scores on, its dot product with the
  ;; $count terms from $term on, whose weights lie from $weight on, times $scale. Papers of term t
  ;; lie between the t-th and the next of the numbers at $starts; 16 bits number a paper. In the
  ;; order and precision of the plain code, to the last bit.
  (func (export "addDots")
    (param $term i32) (param $weight i32) (param $count i32) (param $scale f64)
    (param $starts i32) (param $papers i32) (param $weights i32) (param $scores i32)
    (local $stop i32) (local $at i32) (local $end i32) (local $paper i32) (local $score i32) (local $factor f64)
    (local.set $stop (i32.add (local.get $term) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $term) (local.get $stop)))
        (local.set $factor
          (f64.mul (f64.promote_f32 (f32.load (local.get $weight))) (local.get $scale)))
        (local.set $score
          (i32.add (local.get $starts) (i32.shl (i32.load (local.get $term)) (i32.const 2))))
        (local.set $at (i32.load (local.get $score)))
        (local.set $paper
          (i32.add (local.get $papers) (i32.shl (local.get $at) (i32.const 1))))
        (local.set $at
          (i32.add (local.get $weights) (i32.shl (local.get $at) (i32.const 2))))
        (local.set $end
          (i32.add (local.get $weights)
            (i32.shl (i32.load offset=4 (local.get $score)) (i32.const 2))))
        (block $nobody
          (br_if $nobody (i32.ge_u (local.get $at) (local.get $end)))
          (loop $more
            (local.set $score
              (i32.add (local.get $scores)
                (i32.shl (i32.load16_u (local.get $paper)) (i32.const 2))))
            (f32.store (local.get $score)
              (f32.demote_f64
                (f64.add
                  (f64.promote_f32 (f32.load (local.get $score)))
                  (f64.mul (local.get $factor)
                    (f64.promote_f32
                      (f32.load (local.get $at)))))))
            (local.set $paper (i32.add (local.get $paper) (i32.const 2)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br_if $more (i32.lt_u (local.get $at) (local.get $end)))))
        (local.set $term (i32.add (local.get $term) (i32.const 4)))
        (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
        (br $next))))

  ;; The same for four at once: weights and scores are four numbers, one of each of the four.
  (func (export "addFour")
    (param $term i32) (param $weight i32) (param $count i32)
    (param $starts i32) (param $papers i32) (param $weights i32) (param $scores i32)
    (local $stop i32) (local $at i32) (local $end i32) (local $paper i32) (local $score i32) (local $factor v128)
    (local.set $stop (i32.add (local.get $term) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $term) (local.get $stop)))
        (local.set $factor (v128.load (local.get $weight)))
        (local.set $score
          (i32.add (local.get $starts) (i32.shl (i32.load (local.get $term)) (i32.const 2))))
        (local.set $at (i32.load (local.get $score)))
        (local.set $paper
          (i32.add (local.get $papers) (i32.shl (local.get $at) (i32.const 1))))
        (local.set $at
          (i32.add (local.get $weights) (i32.shl (local.get $at) (i32.const 2))))
        (local.set $end
          (i32.add (local.get $weights)
            (i32.shl (i32.load offset=4 (local.get $score)) (i32.const 2))))
        (block $nobody
          (br_if $nobody (i32.ge_u (local.get $at) (local.get $end)))
          (loop $more
            (local.set $score
              (i32.add (local.get $scores)
                (i32.shl (i32.load16_u (local.get $paper)) (i32.const 4))))
            (v128.store (local.get $score)
              (f32x4.add
                (v128.load (local.get $score))
                (f32x4.mul (local.get $factor)
                  (v128.load32_splat (local.get $at)))))
            (local.set $paper (i32.add (local.get $paper) (i32.const 2)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (br_if $more (i32.lt_u (local.get $at) (local.get $end)))))
        (local.set $term (i32.add (local.get $term) (i32.const 4)))
        (local.set $weight (i32.add (local.get $weight) (i32.const 16)))
        (br $next))))

  ;; Adds to $count scores, 32-bit numbers from $score on, the squares of the four at each place
  ;; from $dots on, times the four at $weight. These are zeros then. $count is a multiple of 4.
  (func (export "takeSquares")
    (param $count i32) (param $dots i32) (param $weight i32) (param $score i32)
    (local $end i32) (local $factor v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $factor (v128.load (local.get $weight)))
    (local.set $end (i32.add (local.get $score) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $score) (local.get $end)))
        (local.set $a (v128.load (local.get $dots)))
        (local.set $b (v128.load offset=16 (local.get $dots)))
        (local.set $c (v128.load offset=32 (local.get $dots)))
        (local.set $d (v128.load offset=48 (local.get $dots)))
        (v128.store (local.get $dots) (v128.const i32x4 0 0 0 0))
        (v128.store offset=16 (local.get $dots) (v128.const i32x4 0 0 0 0))
        (v128.store offset=32 (local.get $dots) (v128.const i32x4 0 0 0 0))
        (v128.store offset=48 (local.get $dots) (v128.const i32x4 0 0 0 0))
        (local.set $a
          (f32x4.mul (local.get $factor) (f32x4.mul (local.get $a) (local.get $a))))
        (local.set $b
          (f32x4.mul (local.get $factor) (f32x4.mul (local.get $b) (local.get $b))))
        (local.set $c
          (f32x4.mul (local.get $factor) (f32x4.mul (local.get $c) (local.get $c))))
        (local.set $d
          (f32x4.mul (local.get $factor) (f32x4.mul (local.get $d) (local.get $d))))
        ;; Half sums of a and b side by side, of c and d; then of all four.
        (local.set $a
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
              (local.get $a) (local.get $b))))
        (local.set $c
          (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
              (local.get $c) (local.get $d))))
        (v128.store (local.get $score)
          (f32x4.add (v128.load (local.get $score))
            (f32x4.add
              (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
                (local.get $a) (local.get $c))
              (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
                (local.get $a) (local.get $c)))))
        (local.set $dots (i32.add (local.get $dots) (i32.const 64)))
        (local.set $score (i32.add (local.get $score) (i32.const 16)))
        (br $next)))))
