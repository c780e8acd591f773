package replay

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// times reads the times of a file.
type times struct {
	layouts []layout
	zone    *time.Location
	instant bool
	last    int // the layout that fitted last
}

// layout is one way of writing, and whether it says the hour and the zone.
type layout struct {
	text        string
	hour, zoned bool
}

func (t *Times) ready() (*times, error) {
	out := &times{zone: civil.Zone, instant: t.Keep == "instant"}
	if t.Zone != "" {
		zone, err := time.LoadLocation(t.Zone)
		if err != nil {
			return nil, err
		}
		out.zone = zone
	}
	for _, text := range t.Formats {
		hour := probe.Format(text) != probe.Add(-3*time.Hour).Format(text)
		zoned := probe.Format(text) != probe.In(time.FixedZone("", 3*3600)).Add(-3*time.Hour).Format(text)
		out.layouts = append(out.layouts, layout{text, hour, zoned})
	}
	return out, nil
}

// moment is a time as it was written.
type moment struct {
	at    time.Time
	day   bool // without an hour
	twice bool // a wall clock that came twice
}

// flaw is what is wrong with one cell.
type flaw struct {
	code   string
	detail governance.Text
}

var (
	badTime = flaw{"bad-time", governance.Text{Zh: "时间写法不符", En: "is not written as times are"}}
	noTime  = flaw{"no-such-time", governance.Text{Zh: "夏令时开始，没有这个钟点", En: "is a wall clock that summer time left out"}}
)

// read reads a time; of a day the start, or the last second where the end is wanted.
func (t *times) read(text string, end bool) (moment, *flaw) {
	for i := range t.layouts {
		l := &t.layouts[(t.last+i)%len(t.layouts)]
		got, err := time.Parse(l.text, text)
		if err != nil {
			continue
		}
		t.last = (t.last + i) % len(t.layouts)
		m := moment{day: !l.hour}
		if m.day && end {
			got = got.AddDate(0, 0, 1).Add(-time.Second)
		}
		if !t.instant {
			m.at = on(got, civil.Zone)
			return m, nil
		}
		if l.zoned {
			m.at = got.Truncate(time.Second).In(civil.Zone)
			return m, nil
		}
		return t.local(got, m)
	}
	return moment{}, &badTime
}

// local is the instant of a wall clock in the zone.
func (t *times) local(wall time.Time, m moment) (moment, *flaw) {
	at := on(wall, t.zone)
	if !alike(at, wall) {
		return m, &noTime
	}
	for _, other := range []time.Time{at.Add(-time.Hour), at.Add(time.Hour)} {
		if alike(other, at) {
			m.twice = true
			if other.Before(at) {
				at = other
			}
		}
	}
	m.at = at.In(civil.Zone)
	return m, nil
}

// on is a wall clock read in a zone, to the second.
func on(wall time.Time, zone *time.Location) time.Time {
	y, mo, d := wall.Date()
	h, mi, s := wall.Clock()
	return time.Date(y, mo, d, h, mi, s, 0, zone)
}

// alike reports whether two clocks on the wall show the same.
func alike(a, b time.Time) bool { return on(a, time.UTC).Equal(on(b, time.UTC)) }
