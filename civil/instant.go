package civil

import "time"

const zoneSeconds = 8 * 3600

// Zone is China Standard Time (北京时间): the fixed offset +08:00, named CST.
// All mainland offices keep it, 新疆 included. Treat it as a constant, as you
// treat time.UTC.
var Zone = time.FixedZone("CST", zoneSeconds)

// DateOf returns the date of an instant in China Standard Time, whatever zone
// the instant carries. Instants before [Min] or after [Forever] give Min and
// Forever.
func DateOf(t time.Time) Date {
	// Unsigned division rounds down once the seconds are counted from Min.
	s := t.Unix() + zoneSeconds - int64(Min)*secondsPerDay
	if s < 0 {
		return Min
	}
	return Date(min(s/secondsPerDay+int64(Min), int64(Forever)))
}

// Start returns the first instant of the date, 00:00:00 +08:00.
func (d Date) Start() time.Time {
	return time.Unix(int64(d)*secondsPerDay-zoneSeconds, 0).In(Zone)
}

// End returns the last instant of the date at second precision, 23:59:59
// +08:00. A deadline "by the end of the day" falls there: the instant is the
// last one still in time, so that its date is the date of the deadline.
func (d Date) End() time.Time {
	return time.Unix((int64(d)+1)*secondsPerDay-zoneSeconds-1, 0).In(Zone)
}
