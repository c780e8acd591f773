package scenario

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
	"github.com/jinlin-project/jinlin/scoring"
)

// Rules are the policy of matters: the defaults, and what the scenario changes.
func (s *Scenario) Rules() (*casework.Policy, error) {
	p := casework.DefaultPolicy()
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(s.Policy.Limits)) {
		problems = append(problems, limited(p, name, s.Policy.Limits[name]))
	}
	for _, field := range []struct{ to, from *int }{
		{&p.RefusalsPerUnit, s.Policy.RefusalsPerUnit}, {&p.MaxExtensions, s.Policy.MaxExtensions}, {&p.PauseDays, s.Policy.PauseDays}, {&p.MaxPauses, s.Policy.MaxPauses},
		{&p.ReviewDays, s.Policy.ReviewDays}, {&p.ReopenDays, s.Policy.ReopenDays}, {&p.MaxReopenings, s.Policy.MaxReopenings}, {&p.SampleShare, s.Policy.SampleShare},
	} {
		if field.from != nil {
			*field.to = *field.from
		}
	}
	return p, errors.Join(append(problems, p.Validate())...)
}

// limited sets one limit, of all categories or of the one behind the @.
func limited(p *casework.Policy, key string, n int) error {
	name, category, _ := strings.Cut(key, "@")
	limit, ok := p.Limit(name, "")
	if !ok {
		return fmt.Errorf("limits.%s: there is no such limit", key)
	}
	limit.Period.N = n
	p.Limits = p.With(name, category, limit.Period)
	return nil
}

// WorkingDays is the calendar: the nation's, with the region's overlay and the
// scenario's own days off.
func (s *Scenario) WorkingDays() (*workday.Calendar, error) {
	cal := workday.China()
	var err error
	if s.Calendar.Region != "" {
		if cal, err = cal.WithRegion(s.Calendar.Region); err != nil {
			return nil, err
		}
	}
	for _, name := range s.Calendar.Notices {
		notice, err := workday.ParseNotice(s.beside[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if cal, err = cal.WithNotice(notice); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(s.Calendar.Extra) > 0 {
		return cal.WithOverlay(workday.Overlay{Region: "情景", Off: s.Calendar.Extra})
	}
	return cal, nil
}

// Scorers are the rule sets by which units are scored, ready to score, in the order of
// the scenario.
func (s *Scenario) Scorers() ([]*scoring.Scorer, error) {
	out := make([]*scoring.Scorer, len(s.RuleSets))
	for i, id := range s.RuleSets {
		text, known := scoring.ShippedJSON(id)
		if !known {
			text = s.beside[id]
		}
		rules, err := scoring.DecodeRuleSet(text)
		if err != nil {
			return nil, fmt.Errorf("ruleSets[%d], %s: %w", i, id, err)
		}
		if out[i], err = scoring.NewScorer(rules); err != nil {
			return nil, fmt.Errorf("ruleSets[%d], %s: %w", i, id, err)
		}
	}
	return out, nil
}

// Until is the day after the last of the scenario.
func (s *Scenario) Until() civil.Date {
	y, m, d := s.From.YMD()
	return civil.Of(y+s.Years, m, d)
}

// Limit is a limit's period under the scenario's policy, for a report.
func Limit(p *casework.Policy, name string) governance.Period {
	l, _ := p.Limit(name, "")
	return l.Period
}
