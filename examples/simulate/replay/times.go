package replay

import (
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// times reads the times of a file.
type times struct {
	layouts []layout
	zone    *time.Location
	instant bool
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

// read reads a time by the first layout that fits, whatever fitted others; of a day the start, or the last second where the end is wanted.
func (t *times) read(text string, end bool) (moment, *flaw) {
	for i := range t.layouts {
		l := &t.layouts[i]
		got, err := time.Parse(l.text, text)
		if err != nil {
			continue
		}
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
