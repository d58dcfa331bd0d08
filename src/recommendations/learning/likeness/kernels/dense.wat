;; Dot products of many vectors with one. All addresses are in bytes. dense-matrix.ts calls it.
(module
  (import "memory" "matrix" (memory 0))

  ;; Of each of $count rows, which lie side by side from address 0, its dot product with the
  ;; vector at $vector, as 32-bit numbers from $out on. $bytes make a row: a multiple of 32.
  (func (export "multiply")
    (param $count i32) (param $bytes i32) (param $vector i32) (param $out i32)
    (local $row i32) (local $at i32) (local $end i32) (local $stop i32)
    (local $a v128) (local $b v128)
    (local.set $stop
      (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $end (i32.add (local.get $vector) (local.get $bytes)))
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
        (br $next)))))
