package main

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// servedOpinion is an opinion on a town with a few matters, as the API answers it.
func servedOpinion(t *testing.T, rules scoring.RuleSet) []byte {
	t.Helper()
	return serve(t, formed(t, rules))
}

// serve is the envelope in which an opinion is answered.
func serve(t *testing.T, o scoring.Opinion) []byte {
	t.Helper()
	out, err := json.Marshal(map[string]any{"id": "x", "district": "350205", "unit": o.Peer.Unit, "content": json.RawMessage(o.Canonical()), "sum": o.Digest()})
	require.NoError(t, err)
	return out
}

func formed(t *testing.T, rules scoring.RuleSet) scoring.Opinion {
	t.Helper()
	period, err := scoring.ParsePeriod("2024-Q3")
	require.NoError(t, err)
	tally := scoring.NewTally(period)
	at := time.Date(2024, 8, 1, 9, 0, 0, 0, civil.Zone)
	for i := range 6 {
		require.NoError(t, tally.Add(&scoring.Observation{
			Matter: uuid.UUID{byte(i + 1)}, Serial: "S", Unit: "350205001", Group: scoring.Towns, Side: scoring.Responder, List: scoring.NoList, Role: scoring.Lead, Asked: at,
			Respond: scoring.Duty{Due: at, Done: at}, Complete: scoring.Duty{Due: at, Done: at}, Outcome: scoring.Solved,
			Whistler: scoring.Rating{Answer: scoring.Given, Step: 4, Solved: scoring.Solved},
		}))
	}
	scorer, err := scoring.NewScorer(rules)
	require.NoError(t, err)
	opinions, err := scorer.Opinions(tally, period, 1)
	require.NoError(t, err)
	return opinions[0]
}

// 3: the digest of an opinion is verified offline, by anybody who saved it; one
// changed digit is seen.
func TestOpinionIsVerifiedOffline(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	file, good := b.path("opinion.json"), servedOpinion(t, scoring.ResponderRules())
	require.NoError(t, os.WriteFile(file, good, 0o600))
	b.run(0, "-opinion", file)
	require.Regexp(t, `^ok: 350205001 .* rank 1 of 1, SHA-256 [0-9a-f]{64}, reckoned again by its rules \(.+\)\n$`, b.out)
	bad := bytes.Replace(good, []byte(`"rank":1`), []byte(`"rank":2`), 1)
	require.NotEqual(t, good, bad)
	require.NoError(t, os.WriteFile(file, bad, 0o600))
	b.run(1, "-opinion", file)
	require.Contains(t, b.err, "digest")
	require.NoError(t, os.WriteFile(file, []byte("{"), 0o600))
	b.run(1, "-opinion", file)
	b.run(1, "-opinion", b.path("nothing"))
	b.run(2, "-opinion", file, "-genkey", b.path("key"), "-origin", "x")
}

// 3: whoever changes a number can take the digest anew, but not make the numbers
// follow from each other.
func TestOpinionIsReckonedAgain(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	file, rules := b.path("opinion.json"), b.path("rules.json")
	o := formed(t, scoring.ResponderRules())
	better := *o.Score - scoring.One
	o.Score = &better
	require.NoError(t, os.WriteFile(file, serve(t, o), 0o600))
	b.run(1, "-opinion", file)
	require.Contains(t, b.err, "do not follow")

	own := scoring.ResponderRules()
	own.ID = "our-own"
	require.NoError(t, os.WriteFile(rules, own.Canonical(), 0o600))
	require.NoError(t, os.WriteFile(file, servedOpinion(t, own), 0o600))
	b.run(0, "-opinion", file)
	require.Contains(t, b.out, "digest alone")
	require.Contains(t, b.out, "仅核对摘要")
	b.run(0, "-opinion", file, "-rules", rules)
	require.Contains(t, b.out, "reckoned again")
	require.NoError(t, os.WriteFile(file, servedOpinion(t, scoring.ResponderRules()), 0o600))
	b.run(1, "-opinion", file, "-rules", rules)
	require.Contains(t, b.err, "other rules")
	b.run(1, "-opinion", file, "-rules", file)
	b.run(2, "-rules", rules)
}

// 3: a reader sees what was verified and nothing else: what stands beside the
// content agrees with it, and no name can be read in two ways.
func TestOpinionIsReadInOneWay(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	file, good := b.path("opinion.json"), servedOpinion(t, scoring.ResponderRules())
	const name = `"content":`
	_, content, found := bytes.Cut(good, []byte(name))
	require.True(t, found)
	content, _, found = bytes.Cut(content, []byte(`,"district"`))
	require.True(t, found)
	forged := bytes.Replace(append([]byte(name), content...), []byte(`"rank":1`), []byte(`"rank":2`), 1)
	with := func(field string) []byte { return append([]byte("{"+field+","), good[1:]...) }
	for says, bad := range map[string][]byte{
		"duplicate": with(string(forged)),
		"content":   with("\"CONTENT\"" + string(forged[len(`"content"`):])),
		"sum":       with(`"Sum":""`),
		"unit":      bytes.Replace(good, []byte(`"unit":"350205001"}`), []byte(`"unit":"350205002"}`), 1),
		"period":    with(`"period":"2023-Q3"`),
		"edition":   with(`"edition":2`),
		"both":      with(`"result":{}`),
	} {
		require.NotEqual(t, good, bad, says)
		require.NoError(t, os.WriteFile(file, bad, 0o600))
		b.run(1, "-opinion", file)
		require.Contains(t, b.err, says)
	}
}

// 3: a yearly result is held against its digest and what stands beside it; that is
// all, and the line says so.
func TestYearlyResultIsVerifiedOffline(t *testing.T) {
	period, err := scoring.ParsePeriod("2024-01-01/2025-01-01")
	require.NoError(t, err)
	r, err := assessment.Combine(assessment.Leadership(), assessment.Material{
		Unit: "350205001", Period: period, Edition: 1, Opinions: []assessment.OpinionsGiven{{Leaf: "whistle.opinions", Waiver: "无"}},
	})
	require.NoError(t, err)
	b := &bench{t: t, dir: t.TempDir()}
	file := b.path("assessment.json")
	for unit, code := range map[string]int{"350205001": 0, "350205002": 1} {
		text, err := json.Marshal(map[string]any{"unit": unit, "period": period, "edition": 1, "result": json.RawMessage(r.Canonical()), "sum": r.Digest()})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, text, 0o600))
		b.run(code, "-opinion", file)
		require.Equal(t, code == 0, bytes.Contains([]byte(b.out), []byte("digest alone")))
		b.run(1, "-opinion", file, "-rules", file)
	}
}
