package workday

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
)

// Version identifies what a calendar answers from (日历版本), such as
// "cn-2026+1f0c6ad9b273": the name of the facts, the last year with a notice,
// and a digest of the meaning of every day and of the settings that change an
// answer. Calendars that mean the same have the same version, in whatever order
// their facts were loaded and whichever reading they were told to take where it
// makes no difference; when the meaning of a day or such a setting changes, so
// does the version. It has no spaces. Strictness is not part of it: it changes whether
// there is an answer, not which.
type Version string

// String returns the version as it is.
func (v Version) String() string { return string(v) }

const digestLength = 6 // bytes shown of the digest

func (c *Calendar) digest() Version {
	sum := sha256.New()
	line := func(fields ...string) {
		for _, f := range fields {
			_, _ = io.WriteString(sum, strconv.Quote(f)+" ") // a hash never fails
		}
		_, _ = io.WriteString(sum, "\n")
	}
	last := "none"
	for _, n := range c.facts.Notices {
		if !n.Patch {
			last = itoa(n.Year)
			line("known", last, n.Number)
		}
	}
	for _, d := range slices.Sorted(maps.Keys(c.marks)) {
		m := c.marks[d]
		line("day", d.String(), strconv.FormatBool(m.working), m.why.String(), m.notice, m.festival, m.region)
	}
	hours, _ := json.Marshal(c.settings.hours) // checked when set, so it can be written
	line("hours", string(hours))
	line("closing", c.settings.closing.String(), strconv.FormatBool(c.settings.officeClosing))
	return Version(c.facts.Name + "-" + last + "+" + hex.EncodeToString(sum.Sum(nil)[:digestLength]))
}
