package engine

import (
	"slices"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// arrivals say when things come in and what they are.
type arrivals struct {
	from       civil.Date
	days       []int // how many on each day
	hour       chance.Table
	categories []string
	category   chance.Table
	community  chance.Table
	difficulty []chance.Table // by category
}

// newArrivals spreads the years' numbers over their days. The yearly number is exact;
// a day's is its share by weight, by chance a third more or less. scale is in
// thousandths.
func newArrivals(a *scenario.Arrivals, s *scenario.Scenario, scale int, cal *workday.Calendar, communities []string, seed chance.Seed, name string) (*arrivals, error) {
	out := &arrivals{from: s.From}
	y, m, d := s.From.YMD()
	topic := chance.TopicOf(name + " days")
	for year := range s.Years {
		from, to := civil.Of(y+year, m, d), civil.Of(y+year+1, m, d)
		out.days = append(out.days, shared(a.PerYear*scale/1000, dayWeights(a, from, to, cal, seed, topic))...)
	}
	var err error
	if out.hour, err = chance.Weighing(orEven(a.Hours, 24)); err != nil {
		return nil, err
	}
	if out.community, err = chance.Weighing(communityWeights(a, communities)); err != nil {
		return nil, err
	}
	return out, out.kinds(a)
}

// kinds makes the tables of categories and of how hard each is.
func (a *arrivals) kinds(s *scenario.Arrivals) error {
	var weights []int
	for _, c := range casework.DefaultCategories() {
		w := s.Categories[c.Code]
		if len(s.Categories) == 0 && len(c.Code) > 2 {
			w = 1
		}
		if w == 0 {
			continue
		}
		table, err := chance.Weighing(nearest(s.Difficulty, c.Code, []int{420, 300, 180, 75, 25}))
		if err != nil {
			return err
		}
		a.categories, a.difficulty = append(a.categories, c.Code), append(a.difficulty, table)
		weights = append(weights, w)
	}
	var err error
	a.category, err = chance.Weighing(weights)
	return err
}

// nearest is the entry of a code, or of the longest beginning of it, or the default.
func nearest[T any](by map[string]T, code string, otherwise T) T {
	for n := len(code); n > 0; n-- {
		if v, ok := by[code[:n]]; ok {
			return v
		}
	}
	if v, ok := by["default"]; ok {
		return v
	}
	return otherwise
}

func orEven(weights []int, n int) []int {
	if weights != nil {
		return weights
	}
	return slices.Repeat([]int{1}, n)
}

// communityWeights are 100 where the scenario names none.
func communityWeights(a *scenario.Arrivals, codes []string) []int {
	out := make([]int, len(codes))
	for i, code := range codes {
		out[i] = 100
		if w, ok := a.Communities[code]; ok {
			out[i] = w
		}
	}
	return out
}

// dayWeights weigh every day of a year by month, day of the week, whether it is
// worked, and by chance.
func dayWeights(a *scenario.Arrivals, from, to civil.Date, cal *workday.Calendar, seed chance.Seed, topic chance.Topic) []int {
	months, weekdays := orEven(a.Months, 12), orEven(a.Weekdays, 7)
	out := make([]int, 0, to.Sub(from))
	for d := from; d < to; d++ {
		_, month, _ := d.YMD()
		off := 1000
		if a.DaysOff > 0 && !cal.IsWorkday(d) {
			off = a.DaysOff
		}
		s := seed.On(topic, uint64(d))
		out = append(out, months[month-1]*weekdays[(int(d.Weekday())+6)%7]*off/100*s.Between(67, 133))
	}
	return out
}

// shared gives each its whole part of a number by weight; all of it is given.
func shared(n int, weights []int) []int {
	var sum, given int64
	for _, w := range weights {
		sum += int64(w)
	}
	out := make([]int, len(weights))
	var run int64
	for i, w := range weights {
		run += int64(w)
		upTo := mulDiv(int64(n), run, max(sum, 1))
		out[i] = int(upTo - given)
		given = upTo
	}
	return out
}

// second draws at which second of a day the nth thing comes in.
func (a *arrivals) second(s *chance.Stream) int64 {
	return int64(a.hour.Draw(s))*3600 + int64(s.Below(3600))
}
