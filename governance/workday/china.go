package workday

import (
	_ "embed" // the facts below
	"encoding/json"
	"slices"
	"time"
)

//go:embed data/notices.json
var noticesText []byte

//go:embed data/statutory.json
var statutoryText []byte

//go:embed data/overlays.json
var overlaysText []byte

const (
	order644 = "国务院令第644号" // the holiday law as revised in 2013, in force to 2024
	order795 = "国务院令第795号" // as revised on 2024-11-10, in force from 2025
)

// fixedDays are the statutory days on the same date every year. Before 2014
// earlier texts held; those years have no notice here, and what is computed in
// them is provisional.
var fixedDays = [...]FixedDay{
	{time.January, 1, 2000, 2024, "元旦", order644},
	{time.January, 1, 2025, 2100, "元旦", order795},
	{time.May, 1, 2000, 2024, "劳动节", order644},
	{time.May, 1, 2025, 2100, "劳动节", order795},
	{time.May, 2, 2025, 2100, "劳动节", order795},
	{time.October, 1, 2000, 2024, "国庆节", order644},
	{time.October, 1, 2025, 2100, "国庆节", order795},
	{time.October, 2, 2000, 2024, "国庆节", order644},
	{time.October, 2, 2025, 2100, "国庆节", order795},
	{time.October, 3, 2000, 2024, "国庆节", order644},
	{time.October, 3, 2025, 2100, "国庆节", order795},
}

// China returns the national calendar: the notices for 2018 to 2026 with their
// changes in mid-course, and the statutory days of 2018 to 2027. Each call
// builds it anew, in some milliseconds; keep the result.
func China() *Calendar {
	c, err := New(ChinaFacts())
	if err != nil {
		panic(err) // the facts are part of the program, and a test builds them
	}
	return c
}

// ChinaFacts returns the facts of [China], for a calendar with other settings
// or with a part of the facts. The slices are the caller's.
func ChinaFacts() Facts {
	notices, err := ParseNotices(noticesText)
	if err != nil {
		panic(err) // see China
	}
	var statutory []Statutory
	if err := json.Unmarshal(statutoryText, &statutory); err != nil {
		panic(err) // see China
	}
	return Facts{Name: "cn", Notices: notices, Statutory: statutory, Fixed: slices.Clone(fixedDays[:])}
}

// Regional returns the overlays at hand for a region, such as 广西, in the order
// of their dates. They are illustrative: typed from press copies of the regional
// notices, and not complete. The slice is empty for other regions.
func Regional(region string) []Overlay {
	return slices.DeleteFunc(regional(), func(o Overlay) bool { return o.Region != region })
}

// Regions returns the names of the regions for which overlays are at hand.
func Regions() []string {
	var names []string
	for _, o := range regional() {
		if !slices.Contains(names, o.Region) {
			names = append(names, o.Region)
		}
	}
	return names
}

func regional() []Overlay {
	overlays, err := ParseOverlays(overlaysText)
	if err != nil {
		panic(err) // see China
	}
	return overlays
}

// WithRegion returns the calendar with the overlays at hand for a region laid
// over it. A region without any gives an [*InvalidError].
func (c *Calendar) WithRegion(region string) (*Calendar, error) {
	overlays := Regional(region)
	if len(overlays) == 0 {
		return nil, refuse(SubjectOverlay, []Fault{{"region", FaultRegion}})
	}
	facts := c.facts.clone()
	facts.Overlays = append(facts.Overlays, overlays...)
	return build(facts, c.settings), nil
}
