;; Steps over the rows of a Gram matrix. All addresses are in bytes. fast-rows.ts calls it.
(module
  (import "memory" "matrix" (memory 0))

  ;; Adds to $count scores, 32-bit numbers from $score on, $step times one more than each of the
  ;; numbers from $value on. Eight at a time: up to seven scores more are touched.
  (func (export "addRow")
    (param $value i32) (param $count i32) (param $step f32) (param $score i32)
    (local $end i32) (local $factor v128)
    (local.set $factor (f32x4.splat (local.get $step)))
    (local.set $end (i32.add (local.get $score) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $score) (local.get $end)))
        (v128.store (local.get $score)
          (f32x4.add (v128.load (local.get $score))
            (f32x4.mul (local.get $factor)
              (f32x4.add (v128.const f32x4 1 1 1 1) (v128.load (local.get $value))))))
        (v128.store offset=16 (local.get $score)
          (f32x4.add (v128.load offset=16 (local.get $score))
            (f32x4.mul (local.get $factor)
              (f32x4.add (v128.const f32x4 1 1 1 1) (v128.load offset=16 (local.get $value))))))
        (local.set $value (i32.add (local.get $value) (i32.const 32)))
        (local.set $score (i32.add (local.get $score) (i32.const 32)))
        (br $next)))))
