package casework_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// policyOf reads the policy that a script begins with: a line for each change,
// of the default or of a district's own.
//
//	policy sampleShare=1000 sampleRound=monthly
//	policy limit=town:A1:2                 in working days, for a category and those below it
//	policy district=350206 limit=verify::2
func policyOf(t *testing.T, script string) *casework.Policy {
	t.Helper()
	p := casework.DefaultPolicy()
	p.SampleShare = 0
	for line := range strings.Lines(script) {
		if words := cut(strings.TrimSpace(line)); len(words) > 1 && words[0] == "policy" {
			setPolicy(t, p, words[1:])
		}
	}
	return p
}

func setPolicy(t *testing.T, p *casework.Policy, words []string) {
	t.Helper()
	to := p
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "district":
			to = casework.DefaultPolicy()
			p.Districts = map[orgtree.Code]*casework.Policy{orgtree.Code(value): to}
		case "sampleShare":
			to.SampleShare = number(t, value)
		case "sampleRound":
			to.SampleRound = governance.Cycle(value)
		case "limit":
			part := strings.Split(value, ":")
			to.Limits = to.With(part[0], part[1], governance.Period{N: number(t, part[2]), Unit: governance.WorkingDays})
		default:
			require.Fail(t, "nothing of the policy", word)
		}
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}
