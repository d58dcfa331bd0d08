;; Dot products of many vectors with one. All addresses are in bytes. dense-matrix.ts calls it.
(module
  (import "memory" "matrix" (memory 0))

  ;; Of each of $count rows, which lie side by side from address 0, its dot product with the
  ;; vector at $vector, as 32-bit numbers from $out on. $bytes make a row: a multiple of 32.
  (func (export "multiply")
    (param $count i32) (param $bytes i32) (param $vector i32) (param $out i32)
    (local $row i32) (local $at i32) (local $end i32) (local $stop i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $e v128) (local $f v128) (local $g v128) (local $h v128)
    (local $x v128) (local $y v128) (local $four i32)
    (local $second i32) (local $third i32) (local $fourth i32)
    (local.set $stop
      (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    ;; Four rows at a time, so that no addition waits for the one before.
    (local.set $four (i32.shl (local.get $bytes) (i32.const 2)))
    (block $rest
      (loop $next
        (br_if $rest
          (i32.gt_u (i32.add (local.get $out) (i32.const 16)) (local.get $stop)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        (local.set $e (v128.const i32x4 0 0 0 0))
        (local.set $f (v128.const i32x4 0 0 0 0))
        (local.set $g (v128.const i32x4 0 0 0 0))
        (local.set $h (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $vector))
        (loop $more
          (local.set $x (v128.load (local.get $at)))
          (local.set $y (v128.load offset=16 (local.get $at)))
          (local.set $second (i32.add (local.get $row) (local.get $bytes)))
          (local.set $third (i32.add (local.get $second) (local.get $bytes)))
          (local.set $fourth (i32.add (local.get $third) (local.get $bytes)))
          (local.set $a
            (f32x4.add (local.get $a) (f32x4.mul (local.get $x) (v128.load (local.get $row)))))
          (local.set $b
            (f32x4.add (local.get $b)
              (f32x4.mul (local.get $y) (v128.load offset=16 (local.get $row)))))
          (local.set $c
            (f32x4.add (local.get $c) (f32x4.mul (local.get $x) (v128.load (local.get $second)))))
          (local.set $d
            (f32x4.add (local.get $d)
              (f32x4.mul (local.get $y) (v128.load offset=16 (local.get $second)))))
          (local.set $e
            (f32x4.add (local.get $e) (f32x4.mul (local.get $x) (v128.load (local.get $third)))))
          (local.set $f
            (f32x4.add (local.get $f)
              (f32x4.mul (local.get $y) (v128.load offset=16 (local.get $third)))))
          (local.set $g
            (f32x4.add (local.get $g) (f32x4.mul (local.get $x) (v128.load (local.get $fourth)))))
          (local.set $h
            (f32x4.add (local.get $h)
              (f32x4.mul (local.get $y) (v128.load offset=16 (local.get $fourth)))))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $more (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $a (f32x4.add (local.get $a) (local.get $b)))
        (f32.store (local.get $out)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
            (f32.add
              (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $c (f32x4.add (local.get $c) (local.get $d)))
        (f32.store offset=4 (local.get $out)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $c)) (f32x4.extract_lane 1 (local.get $c)))
            (f32.add
              (f32x4.extract_lane 2 (local.get $c)) (f32x4.extract_lane 3 (local.get $c)))))
        (local.set $e (f32x4.add (local.get $e) (local.get $f)))
        (f32.store offset=8 (local.get $out)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $e)) (f32x4.extract_lane 1 (local.get $e)))
            (f32.add
              (f32x4.extract_lane 2 (local.get $e)) (f32x4.extract_lane 3 (local.get $e)))))
        (local.set $g (f32x4.add (local.get $g) (local.get $h)))
        (f32.store offset=12 (local.get $out)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $g)) (f32x4.extract_lane 1 (local.get $g)))
            (f32.add
              (f32x4.extract_lane 2 (local.get $g)) (f32x4.extract_lane 3 (local.get $g)))))
        (local.set $row
          (i32.add (local.get $row) (i32.sub (local.get $four) (local.get $bytes))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br $next)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $out) (local.get $stop)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $vector))
        (loop $more
          (local.set $a
            (f32x4.add (local.get $a)
              (f32x4.mul (v128.load (local.get $row)) (v128.load (local.get $at)))))
          (local.set $b
            (f32x4.add (local.get $b)
              (f32x4.mul (v128.load offset=16 (local.get $row))
                (v128.load offset=16 (local.get $at)))))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $more (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $a (f32x4.add (local.get $a) (local.get $b)))
        (f32.store (local.get $out)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
            (f32.add
              (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $next))))

  ;; Adds to the vector at $vector each of $count rows times its share, 32-bit numbers from
  ;; $share on.
  (func (export "sumRows")
    (param $count i32) (param $bytes i32) (param $share i32) (param $vector i32)
    (local $row i32) (local $at i32) (local $end i32) (local $stop i32) (local $factor v128)
    (local.set $stop
      (i32.add (local.get $share) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $share) (local.get $stop)))
        (if (f32.eq (f32.load (local.get $share)) (f32.const 0))
          (then (local.set $row (i32.add (local.get $row) (local.get $bytes))))
          (else
            (local.set $factor (v128.load32_splat (local.get $share)))
            (local.set $at (local.get $vector))
            (loop $more
              (v128.store (local.get $at)
                (f32x4.add (v128.load (local.get $at))
                  (f32x4.mul (local.get $factor) (v128.load (local.get $row)))))
              (v128.store offset=16 (local.get $at)
                (f32x4.add (v128.load offset=16 (local.get $at))
                  (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $row)))))
              (local.set $row (i32.add (local.get $row) (i32.const 32)))
              (local.set $at (i32.add (local.get $at) (i32.const 32)))
              (br_if $more (i32.lt_u (local.get $at) (local.get $end))))))
        (local.set $share (i32.add (local.get $share) (i32.const 4)))
        (br $next)))))
