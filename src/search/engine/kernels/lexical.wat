;; Scoring by words. $segment holds the columns of one segment, $scratch what a thread
;; works in. All addresses are in bytes. lexical-kernel.ts says when each is called.
(module
  (import "memory" "segment" (memory $segment 0 65536 shared))
  (import "memory" "scratch" (memory $scratch 0))

  ;; BM25F: adds factor · tf / (tf + k1) to the score of each posting's document, where
  ;; tf = abstract · norm[length] + (title · norm[length] + named · weight).
  (func (export "addPostings")
    (param $at i32) (param $end i32) (param $titleLength i32) (param $abstractLength i32)
    (param $titleNorms i32) (param $abstractNorms i32) (param $scores i32)
    (param $factor f64) (param $k1 f64) (param $namedWeight f64)
    (local $posting i32) (local $document i32) (local $score i32) (local $tf f64)
    (if (i32.ge_u (local.get $at) (local.get $end)) (then (return)))
    (loop $next
      (local.set $posting (i32.load $segment (local.get $at)))
      (local.set $document (i32.shr_u (local.get $posting) (i32.const 10)))
      (local.set $score
        (i32.add (local.get $scores) (i32.shl (local.get $document) (i32.const 2))))
      (local.set $document (i32.shl (local.get $document) (i32.const 1)))
      (local.set $tf
        (f64.add
          (f64.mul
            (f64.convert_i32_u (i32.and (local.get $posting) (i32.const 31)))
            (f64.load $scratch
              (i32.add (local.get $abstractNorms)
                (i32.shl
                  (i32.load16_u $segment
                    (i32.add (local.get $abstractLength) (local.get $document)))
                  (i32.const 3)))))
          (f64.add
            (f64.mul
              (f64.convert_i32_u
                (i32.and (i32.shr_u (local.get $posting) (i32.const 7)) (i32.const 7)))
              (f64.load $scratch
                (i32.add (local.get $titleNorms)
                  (i32.shl
                    (i32.load16_u $segment
                      (i32.add (local.get $titleLength) (local.get $document)))
                    (i32.const 3)))))
            (f64.mul
              (f64.convert_i32_u
                (i32.and (i32.shr_u (local.get $posting) (i32.const 5)) (i32.const 3)))
              (local.get $namedWeight)))))
      (f32.store $scratch (local.get $score)
        (f32.demote_f64
          (f64.add
            (f64.promote_f32 (f32.load $scratch (local.get $score)))
            (f64.div
              (f64.mul (local.get $factor) (local.get $tf))
              (f64.add (local.get $tf) (local.get $k1))))))
      (br_if $next
        (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 4)))
          (local.get $end)))))

  ;; Sets the scores of documents to 0 whose byte in $selection is 0; 16 at a time.
  (func (export "maskScores")
    (param $scores i32) (param $selection i32) (param $count i32)
    (local $end i32) (local $bytes v128) (local $halves v128)
    (local.set $end (i32.add (local.get $selection) (local.get $count)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $selection) (local.get $end)))
        (local.set $bytes
          (i8x16.ne (v128.load $scratch (local.get $selection)) (v128.const i32x4 0 0 0 0)))
        (local.set $halves (i16x8.extend_low_i8x16_s (local.get $bytes)))
        (v128.store $scratch (local.get $scores)
          (v128.and (v128.load $scratch (local.get $scores))
            (i32x4.extend_low_i16x8_s (local.get $halves))))
        (v128.store $scratch offset=16 (local.get $scores)
          (v128.and (v128.load $scratch offset=16 (local.get $scores))
            (i32x4.extend_high_i16x8_s (local.get $halves))))
        (local.set $halves (i16x8.extend_high_i8x16_s (local.get $bytes)))
        (v128.store $scratch offset=32 (local.get $scores)
          (v128.and (v128.load $scratch offset=32 (local.get $scores))
            (i32x4.extend_low_i16x8_s (local.get $halves))))
        (v128.store $scratch offset=48 (local.get $scores)
          (v128.and (v128.load $scratch offset=48 (local.get $scores))
            (i32x4.extend_high_i16x8_s (local.get $halves))))
        (local.set $selection (i32.add (local.get $selection) (i32.const 16)))
        (local.set $scores (i32.add (local.get $scores) (i32.const 64)))
        (br $next))))

  ;; Appends to $out the numbers of documents whose score reaches $least, until $room is used
  ;; up or all are seen. $document and $end are multiples of 16; what lies behind the last
  ;; document is 0. Returns the document to go on with, how many were appended, and how many
  ;; of those seen have a score at all.
  (func (export "collectScores")
    (param $scores i32) (param $document i32) (param $end i32) (param $least f32)
    (param $out i32) (param $room i32) (result i32 i32 i32)
    (local $at i32) (local $hits i32) (local $count i32)
    (local $limit v128) (local $positive v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $limit (f32x4.splat (local.get $least)))
    (local.set $room (i32.sub (local.get $room) (i32.const 16)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $document) (local.get $end)))
        (br_if $done (i32.gt_u (local.get $count) (local.get $room)))
        (local.set $at
          (i32.add (local.get $scores) (i32.shl (local.get $document) (i32.const 2))))
        (local.set $a (v128.load $scratch (local.get $at)))
        (local.set $b (v128.load $scratch offset=16 (local.get $at)))
        (local.set $c (v128.load $scratch offset=32 (local.get $at)))
        (local.set $d (v128.load $scratch offset=48 (local.get $at)))
        (local.set $positive
          (i32x4.sub (local.get $positive)
            (i32x4.add
              (i32x4.add
                (f32x4.gt (local.get $a) (v128.const f32x4 0 0 0 0))
                (f32x4.gt (local.get $b) (v128.const f32x4 0 0 0 0)))
              (i32x4.add
                (f32x4.gt (local.get $c) (v128.const f32x4 0 0 0 0))
                (f32x4.gt (local.get $d) (v128.const f32x4 0 0 0 0))))))
        (local.set $a (f32x4.ge (local.get $a) (local.get $limit)))
        (local.set $b (f32x4.ge (local.get $b) (local.get $limit)))
        (local.set $c (f32x4.ge (local.get $c) (local.get $limit)))
        (local.set $d (f32x4.ge (local.get $d) (local.get $limit)))
        (local.set $hits
          (i8x16.bitmask
            (i8x16.narrow_i16x8_s
              (i16x8.narrow_i32x4_s (local.get $a) (local.get $b))
              (i16x8.narrow_i32x4_s (local.get $c) (local.get $d)))))
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
        (local.set $document (i32.add (local.get $document) (i32.const 16)))
        (br $next)))
    (local.get $document)
    (local.get $count)
    (i32.add
      (i32.add
        (i32x4.extract_lane 0 (local.get $positive))
        (i32x4.extract_lane 1 (local.get $positive)))
      (i32.add
        (i32x4.extract_lane 2 (local.get $positive))
        (i32x4.extract_lane 3 (local.get $positive)))))

  ;; Keeps of $count ascending documents those that are in a list of postings, which is not
  ;; empty, and their numbers in $indices; both are moved together. Returns how many. Each
  ;; search goes on from where the last one ended, in steps that double.
  (func (export "keepHolding")
    (param $posting i32) (param $end i32) (param $documents i32) (param $indices i32)
    (param $count i32) (result i32)
    (local $document i32) (local $step i32) (local $high i32) (local $middle i32)
    (local $place i32) (local $kept i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $place) (local.get $count)))
        (local.set $document
          (i32.load $scratch
            (i32.add (local.get $documents) (i32.shl (local.get $place) (i32.const 2)))))
        (local.set $step (i32.const 4))
        (block $passed
          (loop $leap
            (local.set $high (i32.add (local.get $posting) (local.get $step)))
            (br_if $passed (i32.ge_u (local.get $high) (local.get $end)))
            (br_if $passed
              (i32.gt_u
                (i32.shr_u (i32.load $segment (local.get $high)) (i32.const 10))
                (local.get $document)))
            (local.set $posting (local.get $high))
            (local.set $step (i32.shl (local.get $step) (i32.const 1)))
            (br $leap)))
        (if (i32.gt_u (local.get $high) (local.get $end))
          (then (local.set $high (local.get $end))))
        (block $narrowed
          (loop $halve
            (br_if $narrowed
              (i32.le_u (i32.sub (local.get $high) (local.get $posting)) (i32.const 4)))
            (local.set $middle
              (i32.add (local.get $posting)
                (i32.and
                  (i32.shr_u (i32.sub (local.get $high) (local.get $posting)) (i32.const 1))
                  (i32.const -4))))
            (if
              (i32.gt_u
                (i32.shr_u (i32.load $segment (local.get $middle)) (i32.const 10))
                (local.get $document))
              (then (local.set $high (local.get $middle)))
              (else (local.set $posting (local.get $middle))))
            (br $halve)))
        (if
          (i32.eq
            (i32.shr_u (i32.load $segment (local.get $posting)) (i32.const 10))
            (local.get $document))
          (then
            (i32.store $scratch
              (i32.add (local.get $documents) (i32.shl (local.get $kept) (i32.const 2)))
              (local.get $document))
            (i32.store $scratch
              (i32.add (local.get $indices) (i32.shl (local.get $kept) (i32.const 2)))
              (i32.load $scratch
                (i32.add (local.get $indices) (i32.shl (local.get $place) (i32.const 2)))))
            (local.set $kept (i32.add (local.get $kept) (i32.const 1)))))
        (local.set $place (i32.add (local.get $place) (i32.const 1)))
        (br $next)))
    (local.get $kept))

  ;; For each of $count documents (numbers at $documents) how often the code $second follows
  ;; the code $first in its stream, codes 1…$stops between them aside; once in the title
  ;; counts $titleWeight times. $pattern are the bytes of $first and the end of the code before
  ;; them as they stand in the 8 bytes that end with it, $mask the bits of them that count.
  (func (export "countPairs")
    (param $documents i32) (param $count i32) (param $out i32)
    (param $streamOffsets i32) (param $stream i32)
    (param $pattern i64) (param $mask i64)
    (param $second i32) (param $stops i32) (param $titleWeight i32)
    (local $last v128) (local $before v128) (local $beforeMask v128)
    (local $start i32) (local $end i32) (local $at i32) (local $hits i32)
    (local $hit i32) (local $found i32) (local $code i32) (local $byte i32)
    (call $touchTexts
      (local.get $documents) (local.get $count) (local.get $streamOffsets) (local.get $stream))
    ;; The last byte of $first and what is known of the one before it.
    (local.set $last
      (i8x16.splat (i32.wrap_i64 (i64.shr_u (local.get $pattern) (i64.const 56)))))
    (local.set $beforeMask
      (i8x16.splat (i32.wrap_i64 (i64.shr_u (local.get $mask) (i64.const 48)))))
    (local.set $before
      (v128.and
        (i8x16.splat (i32.wrap_i64 (i64.shr_u (local.get $pattern) (i64.const 48))))
        (local.get $beforeMask)))
    (block $done
      (loop $nextDocument
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $at
          (i32.add (local.get $streamOffsets)
            (i32.shl (i32.load $scratch (local.get $documents)) (i32.const 2))))
        (local.set $start
          (i32.add (local.get $stream) (i32.load $segment (local.get $at))))
        (local.set $end
          (i32.add (local.get $stream) (i32.load $segment offset=4 (local.get $at))))
        (local.set $found (i32.const 0))
        (local.set $at (local.get $start))
        (block $searched
          (loop $nextBytes
            (br_if $searched (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $hits
              (i8x16.bitmask
                (v128.and
                  (i8x16.eq (v128.load $segment (local.get $at)) (local.get $last))
                  (i8x16.eq
                    (v128.and
                      (v128.load $segment (i32.sub (local.get $at) (i32.const 1)))
                      (local.get $beforeMask))
                    (local.get $before)))))
            (block $noHit
              (loop $nextHit
                (br_if $noHit (i32.eqz (local.get $hits)))
                (local.set $hit (i32.add (local.get $at) (i32.ctz (local.get $hits))))
                (local.set $hits
                  (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
                (br_if $noHit (i32.ge_u (local.get $hit) (local.get $end)))
                (local.set $hit (i32.add (local.get $hit) (i32.const 1)))
                (br_if $nextHit
                  (i64.ne
                    (i64.and
                      (i64.load $segment (i32.sub (local.get $hit) (i32.const 8)))
                      (local.get $mask))
                    (local.get $pattern)))
                ;; The next code that is no stop word.
                (local.set $byte (local.get $hit))
                (loop $nextCode
                  (br_if $nextHit (i32.ge_u (local.get $byte) (local.get $end)))
                  (local.set $code (i32.const 0))
                  (loop $nextByte
                    (local.set $code
                      (i32.or
                        (i32.shl (local.get $code) (i32.const 7))
                        (i32.and
                          (i32.load8_u $segment (local.get $byte)) (i32.const 0x7f))))
                    (local.set $byte (i32.add (local.get $byte) (i32.const 1)))
                    (br_if $nextByte
                      (i32.lt_u
                        (i32.load8_u $segment (i32.sub (local.get $byte) (i32.const 1)))
                        (i32.const 0x80))))
                  (br_if $nextCode
                    (i32.lt_u
                      (i32.sub (local.get $code) (i32.const 1)) (local.get $stops))))
                (br_if $nextHit (i32.ne (local.get $code) (local.get $second)))
                (local.set $found
                  (i32.add (local.get $found)
                    (select (local.get $titleWeight) (i32.const 1)
                      (call $isInTitle (local.get $start) (local.get $hit)))))
                (br $nextHit)))
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $nextBytes)))
        (i32.store $scratch (local.get $out) (local.get $found))
        (local.set $documents (i32.add (local.get $documents) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $nextDocument))))

  ;; What was read ahead, so that reading it is not left out.
  (global $touched (mut i32) (i32.const 0))

  ;; Reads a byte of each 64 of the texts of $count documents: they lie far apart, and so are
  ;; fetched at the same time.
  (func $touchTexts
    (param $documents i32) (param $count i32) (param $streamOffsets i32) (param $stream i32)
    (local $place i32) (local $at i32) (local $end i32) (local $sum i32) (local $last i32)
    (local.set $last (i32.add (local.get $documents) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $documents) (local.get $last)))
        (local.set $place
          (i32.add (local.get $streamOffsets)
            (i32.shl (i32.load $scratch (local.get $documents)) (i32.const 2))))
        (local.set $at (i32.add (local.get $stream) (i32.load $segment (local.get $place))))
        (local.set $end
          (i32.add (local.get $stream) (i32.load $segment offset=4 (local.get $place))))
        (loop $nextLine
          (local.set $sum (i32.add (local.get $sum) (i32.load8_u $segment (local.get $at))))
          (br_if $nextLine
            (i32.lt_u
              (local.tee $at (i32.add (local.get $at) (i32.const 64)))
              (local.get $end))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 4)))
        (br $next)))
    (global.set $touched (local.get $sum)))

  ;; 1 when no break stands between $start and $end; a break is the byte 0x80 behind the end
  ;; of a code.
  (func $isInTitle (param $start i32) (param $end i32) (result i32)
    (local $previous i32) (local $byte i32)
    (local.set $previous (i32.const 0x80))
    (loop $next
      (if (i32.ge_u (local.get $start) (local.get $end)) (then (return (i32.const 1))))
      (local.set $byte (i32.load8_u $segment (local.get $start)))
      (if (i32.and (i32.eq (local.get $byte) (i32.const 0x80))
            (i32.ge_u (local.get $previous) (i32.const 0x80)))
        (then (return (i32.const 0))))
      (local.set $previous (local.get $byte))
      (local.set $start (i32.add (local.get $start) (i32.const 1)))
      (br $next))
    (unreachable))

  ;; Appends to $out the numbers of words from $word to $end whose signs differ from $signs in
  ;; at most $most bits, until $room is used up. Four at a time: up to three behind $end are
  ;; looked at too. Returns the word to go on with, and how many were appended.
  (func (export "collectSigns")
    (param $column i32) (param $word i32) (param $end i32) (param $signs i32) (param $most i32)
    (param $out i32) (param $room i32) (result i32 i32)
    (local $wanted v128) (local $limit v128) (local $hits i32) (local $count i32)
    (local.set $wanted (i32x4.splat (local.get $signs)))
    (local.set $limit (i32x4.splat (local.get $most)))
    (local.set $room (i32.sub (local.get $room) (i32.const 4)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $word) (local.get $end)))
        (br_if $done (i32.gt_u (local.get $count) (local.get $room)))
        (local.set $hits
          (i32x4.bitmask
            (i32x4.le_u
              (i32x4.extadd_pairwise_i16x8_u
                (i16x8.extadd_pairwise_i8x16_u
                  (i8x16.popcnt
                    (v128.xor
                      (v128.load $segment
                        (i32.add (local.get $column)
                          (i32.shl (local.get $word) (i32.const 2))))
                      (local.get $wanted)))))
              (local.get $limit))))
        (block $none
          (br_if $none (i32.eqz (local.get $hits)))
          (loop $hit
            (i32.store $scratch
              (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2)))
              (i32.add (local.get $word) (i32.ctz (local.get $hits))))
            (local.set $count (i32.add (local.get $count) (i32.const 1)))
            (br_if $hit
              (local.tee $hits
                (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1)))))))
        (local.set $word (i32.add (local.get $word) (i32.const 4)))
        (br $next)))
    (local.get $word)
    (local.get $count))
)
