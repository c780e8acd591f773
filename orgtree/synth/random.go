package synth

import "fmt"

// source is the generator SplitMix64 (Steele, Lea, Flood 2014): small, fast and
// the same everywhere. The domain may not use a library's, whose sequence is
// not promised to stay.
type source struct{ state uint64 }

func (s *source) next() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below returns a number from 0 to n-1. Its slight bias does not matter here.
func (s *source) below(n int) int { return int(s.next() >> 33 % uint64(n)) }

// id returns an opaque id in the form of a UUID of version 8 (RFC 9562: made by
// a vendor's own rules).
func (s *source) id() string {
	hi, lo := s.next(), s.next()
	hi = hi&^0xF000 | 0x8000
	lo = lo&^(0b11<<62) | 0b10<<62
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", hi>>32, hi>>16&0xFFFF, hi&0xFFFF, lo>>48, lo&0xFFFFFFFFFFFF)
}
