package workday

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/jinlin-project/jinlin/civil"
)

// ParseNotice reads one notice, as an operator types it:
//
//	{"2027": {
//	  "notice": "国办发明电〔2026〕…号",
//	  "issued": "2026-11-05",
//	  "off":  ["2027-01-01", …],
//	  "work": ["2027-02-20", …]
//	}}
//
// or with the year inside, {"year": 2027, "notice": …}. "patch": true makes it
// a change in mid-course. The error is an [*InvalidError] that names every
// fault.
func ParseNotice(text []byte) (Notice, error) {
	notices, err := ParseNotices(text)
	if err != nil {
		return Notice{}, err
	}
	if len(notices) != 1 {
		return Notice{}, refuse(SubjectNotice, []Fault{{"", FaultOneNotice}})
	}
	return notices[0], nil
}

// ParseNotices reads any number of notices: a JSON object keyed by year as
// [ParseNotice] shows, or a list of notices with the year inside. An entry may
// credit some of its days to other notices, "also": {"国办发明电〔2019〕3号":
// ["2019-04-28"]}; those days come back a second time, as a patch with that
// number and an unknown date of issue after the entry itself.
func ParseNotices(text []byte) ([]Notice, error) {
	entries, faults := splitEntries(text)
	var notices []Notice
	for _, e := range entries {
		read, wrong := e.notices()
		notices, faults = append(notices, read...), append(faults, wrong...)
	}
	if err := refuse(SubjectNotice, faults); err != nil {
		return nil, err
	}
	return notices, nil
}

// ParseOverlays reads a list of overlays, [{"region": "广西", "notice": …,
// "issued": …, "off": […], "work": […]}]. The error is an [*InvalidError].
func ParseOverlays(text []byte) ([]Overlay, error) {
	var raws []struct {
		Region, Notice, Note, Issued string
		Off, Work                    []string
	}
	c := checker{}
	if c.decode(text, &raws); raws == nil && len(c.faults) == 0 {
		c.fault("", FaultType) // null is no list
	}
	if len(c.faults) > 0 {
		return nil, refuse(SubjectOverlay, c.faults) // what could not be read has no other faults
	}
	overlays := make([]Overlay, len(raws))
	for i, r := range raws {
		overlays[i] = Overlay{
			Region: r.Region, Notice: r.Notice, Note: r.Note, Issued: readDate(r.Issued),
			Off: readDates(r.Off), Work: readDates(r.Work),
		}
		c.faults = append(c.faults, overlays[i].faults("["+strconv.Itoa(i)+"].")...)
	}
	if err := refuse(SubjectOverlay, c.faults); err != nil {
		return nil, err
	}
	return overlays, nil
}

// entry is one notice of a text, still unread, with its place in the text.
type entry struct {
	at   string
	year int // 0: stands inside
	text []byte
}

type rawNotice struct {
	Year   int
	Notice string
	Issued string
	Patch  bool
	Off    []string
	Work   []string
	Plain  []string
	Also   map[string][]string
}

// splitEntries takes a text apart by its outermost form: list, one notice with
// its year inside, or object keyed by year.
func splitEntries(text []byte) ([]entry, []Fault) {
	if trimmed := bytes.TrimLeft(text, " \t\r\n"); len(trimmed) > 0 && trimmed[0] == '[' {
		return splitList(text)
	}
	var byYear map[string]json.RawMessage
	c := checker{}
	c.decode(text, &byYear)
	if _, inside := byYear["year"]; inside {
		return []entry{{text: text}}, c.faults
	}
	var entries []entry
	for _, key := range slices.Sorted(maps.Keys(byYear)) {
		year, err := strconv.Atoi(key)
		if err != nil || len(key) != 4 || year < 1000 { // four digits, no sign
			c.fault("", FaultYear) // the place would repeat the key
			continue
		}
		entries = append(entries, entry{key + ".", year, byYear[key]})
	}
	if len(entries) == 0 && len(c.faults) == 0 {
		c.fault("", FaultOneNotice)
	}
	return entries, c.faults
}

func splitList(text []byte) ([]entry, []Fault) {
	var list []json.RawMessage
	c := checker{}
	c.decode(text, &list)
	entries := make([]entry, len(list))
	for i, raw := range list {
		entries[i] = entry{at: "[" + strconv.Itoa(i) + "].", text: raw}
	}
	return entries, c.faults
}

func (e entry) notices() ([]Notice, []Fault) {
	var raw rawNotice
	c := checker{at: e.at}
	if c.decode(e.text, &raw); len(c.faults) > 0 {
		return nil, c.faults // what could not be read has no other faults
	}
	if e.year != 0 && raw.Year != 0 && raw.Year != e.year {
		c.fault("year", FaultYear)
		return nil, c.faults // the other rules speak of the year
	}
	n := Notice{
		Number: raw.Notice, Issued: readDate(raw.Issued), Year: max(e.year, raw.Year), Patch: raw.Patch,
		Off: readDates(raw.Off), Work: readDates(raw.Work), Plain: readDates(raw.Plain),
	}
	c.faults = n.faults(e.at)
	read := n.credit(raw.Also, &c)
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	return read, nil
}

// credit repeats the days that other notices brought as patches of theirs. The
// entry keeps them too: which of them it named itself, the text does not tell.
func (n Notice) credit(also map[string][]string, c *checker) []Notice {
	patches := make([]Notice, 0, len(also))
	credited := map[civil.Date]bool{}
	for _, number := range slices.Sorted(maps.Keys(also)) {
		p := Notice{Number: number, Year: n.Year, Patch: true}
		c.name("also", number, true)
		for i, d := range readDates(also[number]) {
			switch {
			case d == unreadable:
				c.fault("also["+strconv.Itoa(i)+"]", FaultDate)
			case credited[d]:
				c.fault("also", FaultAlso)
			case slices.Contains(n.Off, d):
				p.Off = append(p.Off, d)
			case slices.Contains(n.Work, d):
				p.Work = append(p.Work, d)
			default:
				c.fault("also", FaultAlso)
			}
			credited[d] = true
		}
		if len(p.Off)+len(p.Work) > 0 {
			patches = append(patches, p)
		}
	}
	return append([]Notice{n}, patches...)
}

// unreadable stands for a text that is no date. It is none itself, so no rule
// takes it for one, and the checker names it where it stands.
const unreadable = civil.Min - 1

func readDate(text string) civil.Date {
	if text == "" {
		return 0
	}
	d, err := civil.ParseDate(text)
	if err != nil {
		return unreadable
	}
	return d
}

func readDates(texts []string) []civil.Date {
	days := make([]civil.Date, len(texts))
	for i, text := range texts {
		if days[i] = readDate(text); text == "" {
			days[i] = unreadable
		}
	}
	return days
}
