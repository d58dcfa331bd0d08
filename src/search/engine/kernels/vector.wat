;; Comparing vectors. $segment holds one layer of a segment's vectors, $scratch what a thread
;; works in. All addresses are in bytes. vector-kernel.ts says when each is called.
(module
  (import "memory" "segment" (memory $segment 0 65536 shared))
  (import "memory" "scratch" (memory $scratch 0))

  ;; For each of $count documents the number of dimensions in which its signs are the query's,
  ;; 0 where its scale is 0 or, when there is a $selection, its byte in there; and how many
  ;; documents have each number, added to $histogram. $words of 32 signs make a vector.
  (func (export "scanSigns")
    (param $bits i32) (param $scale i32) (param $count i32) (param $words i32)
    (param $query i32) (param $dimensions i32) (param $selection i32)
    (param $agreements i32) (param $histogram i32)
    (local $end i32) (local $agreeing i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local.set $end
      (i32.add (local.get $agreements) (i32.shl (local.get $count) (i32.const 1))))
    (if (i32.ge_u (local.get $words) (i32.const 8))
      (then
        (local.set $a (i64.load $scratch (local.get $query)))
        (local.set $b (i64.load $scratch offset=8 (local.get $query)))
        (local.set $c (i64.load $scratch offset=16 (local.get $query)))
        (local.set $d (i64.load $scratch offset=24 (local.get $query)))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $agreements) (local.get $end)))
        ;; The first 256 signs at once: most vectors have no more.
        (local.set $agreeing
          (if (result i32) (i32.ge_u (local.get $words) (i32.const 8))
            (then
              (i32.sub (local.get $dimensions)
                (i32.wrap_i64
                  (i64.add
                    (i64.add
                      (i64.popcnt
                        (i64.xor (i64.load $segment (local.get $bits)) (local.get $a)))
                      (i64.popcnt
                        (i64.xor (i64.load $segment offset=8 (local.get $bits)) (local.get $b))))
                    (i64.add
                      (i64.popcnt
                        (i64.xor (i64.load $segment offset=16 (local.get $bits)) (local.get $c)))
                      (i64.popcnt
                        (i64.xor
                          (i64.load $segment offset=24 (local.get $bits)) (local.get $d))))))))
            (else (local.get $dimensions))))
        (if (i32.ne (local.get $words) (i32.const 8))
          (then
            (local.set $agreeing
              (i32.sub (local.get $agreeing)
                (call $differing (local.get $bits) (local.get $query) (local.get $words))))))
        (local.set $agreeing
          (select (local.get $agreeing) (i32.const 0)
            (f32.ne (f32.load $segment (local.get $scale)) (f32.const 0))))
        (if (local.get $selection)
          (then
            (local.set $agreeing
              (select (local.get $agreeing) (i32.const 0)
                (i32.load8_u $scratch (local.get $selection))))
            (local.set $selection (i32.add (local.get $selection) (i32.const 1)))))
        (i32.store16 $scratch (local.get $agreements) (local.get $agreeing))
        (local.set $agreeing
          (i32.add (local.get $histogram) (i32.shl (local.get $agreeing) (i32.const 2))))
        (i32.store $scratch (local.get $agreeing)
          (i32.add (i32.load $scratch (local.get $agreeing)) (i32.const 1)))
        (local.set $bits
          (i32.add (local.get $bits) (i32.shl (local.get $words) (i32.const 2))))
        (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
        (local.set $agreements (i32.add (local.get $agreements) (i32.const 2)))
        (br $next))))

  ;; Signs in which a vector differs from the query, but for the first 8 words where there are
  ;; as many.
  (func $differing (param $bits i32) (param $query i32) (param $words i32) (result i32)
    (local $word i32) (local $end i32) (local $sum i32)
    (local.set $word
      (select (i32.const 32) (i32.const 0) (i32.ge_u (local.get $words) (i32.const 8))))
    (local.set $end (i32.shl (local.get $words) (i32.const 2)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $word) (local.get $end)))
        (local.set $sum
          (i32.add (local.get $sum)
            (i32.popcnt
              (i32.xor
                (i32.load $segment (i32.add (local.get $bits) (local.get $word)))
                (i32.load $scratch (i32.add (local.get $query) (local.get $word)))))))
        (local.set $word (i32.add (local.get $word) (i32.const 4)))
        (br $next)))
    (local.get $sum))

  ;; Appends to $out the numbers of documents from $document to $end that agree in $least
  ;; dimensions or more, until $room is used up. Eight at a time: up to seven behind $end are
  ;; looked at too. Returns the document to go on with, and how many were appended.
  (func (export "collectAgreements")
    (param $agreements i32) (param $document i32) (param $end i32) (param $least i32)
    (param $out i32) (param $room i32) (result i32 i32)
    (local $limit v128) (local $hits i32) (local $count i32)
    (local.set $limit (i16x8.splat (local.get $least)))
    (local.set $room (i32.sub (local.get $room) (i32.const 8)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $document) (local.get $end)))
        (br_if $done (i32.gt_u (local.get $count) (local.get $room)))
        (local.set $hits
          (i16x8.bitmask
            (i16x8.ge_u
              (v128.load $scratch
                (i32.add (local.get $agreements)
                  (i32.shl (local.get $document) (i32.const 1))))
              (local.get $limit))))
        (block $none
          (br_if $none (i32.eqz (local.get $hits)))
          (loop $hit
            (i32.store $scratch
              (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2)))
              (i32.add (local.get $document) (i32.ctz (local.get $hits))))
            (local.set $count (i32.add (local.get $count) (i32.const 1)))
            (br_if $hit
              (local.tee $hits
                (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1)))))))
        (local.set $document (i32.add (local.get $document) (i32.const 8)))
        (br $next)))
    (local.get $document)
    (local.get $count))

  ;; For each of $count documents (numbers at $documents) the dot product of its bytes and the
  ;; query's. The rows lie far apart: those of 32 documents are touched one after the other,
  ;; so that they are fetched at the same time, before they are multiplied.
  (func (export "multiply")
    (param $bytes i32) (param $documents i32) (param $count i32) (param $query i32)
    (param $dimensions i32) (param $out i32)
    (local $block i32) (local $end i32)
    (local.set $end (i32.add (local.get $documents) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
        (local.set $block
          (select (i32.const 128) (i32.sub (local.get $end) (local.get $documents))
            (i32.gt_u (i32.sub (local.get $end) (local.get $documents)) (i32.const 128))))
        (call $touch (local.get $bytes) (local.get $documents) (local.get $block)
          (local.get $dimensions))
        (call $multiplyBlock (local.get $bytes) (local.get $documents) (local.get $block)
          (local.get $query) (local.get $dimensions) (local.get $out))
        (local.set $documents (i32.add (local.get $documents) (local.get $block)))
        (local.set $out (i32.add (local.get $out) (local.get $block)))
        (br $next))))

  ;; What was read ahead, so that reading it is not left out.
  (global $touched (mut i32) (i32.const 0))

  ;; Reads a byte of each 64 of the rows of documents; $size is four times how many.
  (func $touch
    (param $bytes i32) (param $documents i32) (param $size i32) (param $dimensions i32)
    (local $at i32) (local $rowEnd i32) (local $sum i32) (local $end i32)
    (local.set $end (i32.add (local.get $documents) (local.get $size)))
    (loop $next
      (local.set $at
        (i32.add (local.get $bytes)
          (i32.mul (i32.load $scratch (local.get $documents)) (local.get $dimensions))))
      (local.set $rowEnd (i32.add (local.get $at) (local.get $dimensions)))
      (loop $nextLine
        (local.set $sum
          (i32.add (local.get $sum) (i32.load8_u $segment (local.get $at))))
        (br_if $nextLine
          (i32.lt_u
            (local.tee $at (i32.add (local.get $at) (i32.const 64)))
            (local.get $rowEnd))))
      (br_if $next
        (i32.lt_u
          (local.tee $documents (i32.add (local.get $documents) (i32.const 4)))
          (local.get $end))))
    (global.set $touched (local.get $sum)))

  (func $multiplyBlock
    (param $bytes i32) (param $documents i32) (param $size i32) (param $query i32)
    (param $dimensions i32) (param $out i32)
    (local $row i32) (local $at i32) (local $dot i32) (local $sum v128)
    (local $own v128) (local $asked v128)
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $size)))
        (local.set $row
          (i32.add (local.get $bytes)
            (i32.mul (i32.load $scratch (local.get $documents)) (local.get $dimensions))))
        (local.set $at (i32.const 0))
        (local.set $dot (i32.const 0))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (block $wide
          (loop $nextWide
            (br_if $wide
              (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $dimensions)))
            (local.set $own
              (v128.load $segment (i32.add (local.get $row) (local.get $at))))
            (local.set $asked
              (v128.load $scratch (i32.add (local.get $query) (local.get $at))))
            (local.set $sum
              (i32x4.add (local.get $sum)
                (i32x4.add
                  (i32x4.dot_i16x8_s
                    (i16x8.extend_low_i8x16_s (local.get $own))
                    (i16x8.extend_low_i8x16_s (local.get $asked)))
                  (i32x4.dot_i16x8_s
                    (i16x8.extend_high_i8x16_s (local.get $own))
                    (i16x8.extend_high_i8x16_s (local.get $asked))))))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $nextWide)))
        (block $narrow
          (loop $nextNarrow
            (br_if $narrow (i32.ge_u (local.get $at) (local.get $dimensions)))
            (local.set $dot
              (i32.add (local.get $dot)
                (i32.mul
                  (i32.load8_s $segment (i32.add (local.get $row) (local.get $at)))
                  (i32.load8_s $scratch (i32.add (local.get $query) (local.get $at))))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (br $nextNarrow)))
        (i32.store $scratch (local.get $out)
          (i32.add (local.get $dot)
            (i32.add
              (i32.add
                (i32x4.extract_lane 0 (local.get $sum))
                (i32x4.extract_lane 1 (local.get $sum)))
              (i32.add
                (i32x4.extract_lane 2 (local.get $sum))
                (i32x4.extract_lane 3 (local.get $sum))))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $size (i32.sub (local.get $size) (i32.const 4)))
        (br $next))))
)
