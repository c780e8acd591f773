package random

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// scenario draws every part of a scenario file.
func (d *dice) scenario(communities []string) object {
	from := civil.Of(d.edge(2018, 2028), 1, 1).AddDays(one(d, 0, d.Below(365)))
	return object{
		"from": from, "years": one(d, 1, 1, 1, 2),
		"district": d.size(len(communities)), "calendar": d.calendar(from),
		"matters": d.arrivals(communities), "inquiries": d.arrivals(communities),
		"work": d.work(), "units": d.units(communities), "triage": d.triage(), "people": d.people(), "policy": d.policy(),
		"ruleSets": []string{one(d, "responders-quarterly", "practice-10-40-50", "whistlers-quarterly")},
	}
}

// size is a district of few units: of what takes no part in matters there is nothing.
func (d *dice) size(communities int) object {
	compounds := d.Between(0, 2*communities)
	size := object{
		"communities": 0, "compounds": compounds, "branches": d.Between(0, compounds), "departments": d.edge(1, 6), "clerks": d.Between(1, 2),
		"partTime": d.Between(0, communities), "leaders": d.Below(2),
	}
	for _, none := range []string{
		"uncovered", "buildings", "lanes", "grids", "buildingGroups", "households", "alliances", "partners", "properties", "owners", "societies", "businesses",
		"agencies", "gridStaff", "mediators", "first", "onTheJob", "registered", "retired", "seconded", "rehired", "recruited", "volunteers", "residents",
	} {
		size[none] = 0
	}
	return object{"divisions": "national", "seed": d.Below(1000), "size": size}
}

// calendar is the nation's, a region's, and days off that nobody else has.
func (d *dice) calendar(from civil.Date) object {
	var extra []civil.Date
	for range d.edge(0, 30) {
		extra = append(extra, from.AddDays(d.Between(-10, 800)))
	}
	slices.Sort(extra)
	return object{"region": one(d, append(workday.Regions(), "", "", "")...), "extraDaysOff": slices.Compact(append([]civil.Date{}, extra...))}
}

// notice is a notice that nobody has issued, for the first year without one: the
// statutory days, some more days off in June, and some Saturdays of August worked in
// their place.
func (d *dice) notice() []byte {
	const year = 2027
	off, work := []civil.Date{}, []civil.Date{}
	for _, s := range workday.ChinaFacts().Statutory {
		for _, f := range s.Festivals {
			if s.Year == year {
				off = append(off, f.Days...)
			}
		}
	}
	for i := range d.Between(1, 4) {
		off = append(off, civil.Of(year, 6, 14+i))
		work = append(work, civil.Of(year, 8, 7+7*i))
	}
	slices.Sort(off)
	off = slices.Compact(off)
	text, err := json.Marshal(workday.Notice{Number: "试", Issued: civil.Of(year-1, 11, 1), Year: year, Off: off, Work: work})
	if err != nil {
		panic(fmt.Sprintf("random: a notice: %v", err)) // dates and texts
	}
	return text
}

func (d *dice) arrivals(communities []string) object {
	weights := object{}
	for _, code := range communities {
		weights[code] = d.Between(1, 500)
	}
	categories := object{}
	for _, c := range casework.DefaultCategories() {
		categories[c.Code] = one(d, 0, d.Below(100))
	}
	categories["B401"] = 1
	difficulty := object{"default": d.weights(5), "A": d.weights(5), "B203": d.weights(5)}
	return object{
		"perYear": d.edge(0, 300), "months": d.weights(12), "weekdays": d.weights(7), "daysOff": d.edge(0, 10000), "hours": d.weights(24),
		"categories": categories, "communities": weights, "difficulty": difficulty,
	}
}

// work is how long everything takes: nothing at all, or weeks.
func (d *dice) work() object {
	out := object{}
	for _, name := range []string{"verify", "decide", "reportIn", "handle", "triage", "take", "rule", "explain", "check", "answer", "rate", "sample", "inquiry"} {
		longest := one(d, 0, 10, 100, 100, 1000, 5000)
		step := object{"hands": d.minutes(longest), "waits": d.minutes(one(d, 0, 0, longest, 3*longest))}
		if d.Hits(500) {
			step["difficulty"] = some(5, func() int { return d.edge(0, 400) })
		}
		out[name] = step
	}
	return out
}

func (d *dice) units(communities []string) object {
	out := object{"only": object{communities[0]: object{"clerks": 1, "speed": d.edge(1, 1000)}, district + "D01": object{"refuses": d.chanceOf()}}}
	for _, kind := range []string{"compound", "community", "town", "department", "centre"} {
		out[kind] = object{
			"clerks": d.edge(1, 8), "window": d.edge(1, 3), "resolves": some(5, d.chanceOf), "quality": d.mostly(), "speed": d.edge(1, 500), "refuses": d.rarely(),
		}
	}
	return out
}

func (d *dice) triage() object {
	lists := make([][]int, 5)
	for i := range lists {
		lists[i] = d.weights(3)
	}
	return object{
		"lists": lists, "assists": d.weights(d.edge(1, 6)), "stages": d.weights(d.edge(1, 6)), "stageDays": d.edge(1, 250),
		"responsible": object{"A": []string{"D01", "D02"}}, "grants": d.chanceOf(), "finds": d.chanceOf(), "nowPossible": d.chanceOf(), "looksAgain": d.chanceOf(),
	}
}

func (d *dice) people() object {
	out := object{"replies": d.minutes(one(d, 0, 60, 3000, 50000))}
	for _, name := range []string{
		"anonymous", "completes", "splits", "owes", "urges", "asksExtension", "understands", "rates", "whistlerRates", "reopens", "converts",
	} {
		out[name] = d.chanceOf()
	}
	for _, name := range []string{"unclear", "outOfScope", "withdraws", "duplicates"} {
		out[name] = d.rarely()
	}
	out["satisfaction"] = object{"solvedInTime": d.weights(5), "solvedLate": d.weights(5), "partly": d.weights(5), "unsolved": d.weights(5)}
	return out
}

// longest is the most that a limit may be; the window for ratings is the founding
// rule's own five days.
const longest = 1000

func (d *dice) policy() object {
	limits := object{}
	for _, l := range casework.DefaultLimits() {
		most := one(d, 2, 10, 60, longest)
		if l.Name == casework.LimitRating {
			most = 5
		}
		if d.Hits(600) {
			limits[l.Name] = d.edge(1, most)
		}
		if d.Hits(100) {
			limits[fmt.Sprintf("%s@%s", l.Name, one(d, "A", "B4", "B401"))] = d.edge(1, most)
		}
	}
	return object{
		"limits": limits, "refusalsPerUnit": d.edge(0, 3), "maxExtensions": d.edge(0, 5), "pauseDays": d.edge(1, 250), "maxPauses": d.edge(0, 3),
		"reviewDays": d.edge(1, 500), "reopenDays": d.edge(1, 250), "maxReopenings": d.edge(0, 10), "sampleShare": one(d, 0, 50, 1000, d.Below(1000)),
	}
}
