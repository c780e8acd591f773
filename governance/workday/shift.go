package workday

const nanos = 1_000_000_000

// shift is the office hours of one day, compiled: stretches in nanoseconds
// after midnight, in order. Unused stretches are empty and lie at midnight, so
// that they add nothing and the usual two need no loop and no branch.
type shift [maxWindows]stretch

type stretch struct{ open, close int64 }

func shiftOf(windows []Window) (s shift) {
	for i, w := range windows {
		s[i] = stretch{int64(w.Open) * nanos, int64(w.Close) * nanos}
	}
	return s
}

// mass is the sum over all stretches of an instant of the day held within them,
// in nanoseconds. Less the mass of midnight it is the office time from midnight
// to the instant; that constant is kept in the row of the day.
func (s *shift) mass(in int64) int64 {
	a, b := &s[0], &s[1]
	sum := min(max(in, a.open), a.close) + min(max(in, b.open), b.close)
	if s[2].close > 0 { // rarely more than one midday break
		c, d := &s[2], &s[3]
		sum += min(max(in, c.open), c.close) + min(max(in, d.open), d.close)
	}
	return sum
}

// seconds is the office time of the whole day in seconds.
func (s *shift) seconds() int64 { return (s.mass(int64(dayLength)*nanos) - s.mass(0)) / nanos }

// after returns the second of the day at which so many seconds of office time
// have passed; 0 < spent <= seconds.
func (s *shift) after(spent int64) int64 {
	for _, w := range s {
		open, length := w.open/nanos, (w.close-w.open)/nanos
		if spent <= length {
			return open + spent
		}
		spent -= length
	}
	return int64(dayLength)
}

// closes is the second of the day at which the office closes for good, held
// within the day: a deadline that ended at 24:00 would have the next date.
func (s *shift) closes() int64 {
	var last int64
	for _, w := range s {
		last = max(last, w.close/nanos)
	}
	return min(last, int64(endOfDay))
}
