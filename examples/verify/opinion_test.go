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
)

// servedOpinion is an opinion on a town with a few matters, as the API answers it.
func servedOpinion(t *testing.T) []byte {
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
	scorer, err := scoring.NewScorer(scoring.ResponderRules())
	require.NoError(t, err)
	opinions, err := scorer.Opinions(tally, period, 1)
	require.NoError(t, err)
	out, err := json.Marshal(map[string]any{"id": "x", "content": json.RawMessage(opinions[0].Canonical()), "sum": opinions[0].Digest()})
	require.NoError(t, err)
	return out
}

// 3: the digest of an opinion is verified offline, by anybody who saved it; one
// changed digit is seen.
func TestOpinionIsVerifiedOffline(t *testing.T) {
	b := &bench{t: t, dir: t.TempDir()}
	file, good := b.path("opinion.json"), servedOpinion(t)
	require.NoError(t, os.WriteFile(file, good, 0o600))
	b.run(0, "-opinion", file)
	require.Regexp(t, `^ok: 350205001 .* rank 1 of 1, SHA-256 [0-9a-f]{64}\n$`, b.out)
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
