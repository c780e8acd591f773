package chance

import "math/bits"

// A Seed is where all the chance of a run begins.
type Seed uint64

// A Topic is what a stream decides, made from its name once.
type Topic uint64

// TopicOf is the topic of a name: FNV-1a, 64 bits, mixed.
func TopicOf(name string) Topic {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return Topic(mix(h))
}

// A Stream is a sequence of draws, SplitMix64. The zero value is a stream like
// any other.
type Stream struct{ state uint64 }

// golden is 2^64 divided by the golden ratio, SplitMix64's step.
const golden = 0x9e3779b97f4a7c15

// mix spreads every bit over all of them.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// On is the stream that decides a topic for a key: the number of a matter, of a day,
// or whatever it is decided for.
func (s Seed) On(t Topic, key uint64) Stream {
	return Stream{mix(mix(uint64(s)+golden) ^ uint64(t) + mix(key+golden))}
}

// For is the seed of one part of the whole, such as one district of many.
func (s Seed) For(part string) Seed { return Seed(mix(uint64(s) ^ uint64(TopicOf(part)))) }

// Uint64 draws 64 bits.
func (s *Stream) Uint64() uint64 {
	s.state += golden
	return mix(s.state)
}

// Below draws an integer from 0 to n-1, each as likely as the other to one part in
// 2^64/n. n is at least 1.
func (s *Stream) Below(n int) int {
	high, _ := bits.Mul64(s.Uint64(), uint64(n))
	return int(high)
}

// Between draws an integer from low to high, both included.
func (s *Stream) Between(low, high int) int { return low + s.Below(high-low+1) }

// Hits reports what happens so many times in a thousand.
func (s *Stream) Hits(perMille int) bool { return s.Below(1000) < perMille }

// Read fills p with draws; it never fails. It makes a stream a source of ids that
// come out the same in every run.
func (s *Stream) Read(p []byte) (int, error) {
	for i := 0; i < len(p); i += 8 {
		v := s.Uint64()
		for j := i; j < min(i+8, len(p)); j++ {
			p[j] = byte(v)
			v >>= 8
		}
	}
	return len(p), nil
}

// A Sum is a short proof that two runs did the same: every number added to it
// changes it, and so does their order.
type Sum uint64

// Add takes numbers in.
func (s *Sum) Add(numbers ...int64) {
	for _, n := range numbers {
		*s = Sum(mix(uint64(*s)+golden) ^ mix(uint64(n)+golden))
	}
}
