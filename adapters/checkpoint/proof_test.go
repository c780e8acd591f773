package checkpoint_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
)

// RFC 6962, 2.1.1: whoever holds an entry can show that it is under a
// checkpoint, for every entry and every count; and for no other entry.
func TestEveryEntryIsProven(t *testing.T) {
	all := newWorld(t, 10, 34).feed()
	for i := range all {
		all[i].Position = all[i].Position*2 + 5
	}
	for _, count := range []int{1, 2, 7, 8, 33, 34} {
		c, _ := made(t, all[:count])
		for i := range count {
			leaf := checkpoint.LeafOf(&all[i])
			proof, err := checkpoint.ProveEntry(t.Context(), all, c, leaf.Position)
			require.NoError(t, err)
			require.Equal(t, int64(i), proof.Index)
			require.NoError(t, proof.Check(leaf, c))
			require.LessOrEqual(t, len(proof.Path), 6)
			for _, bend := range []func(*checkpoint.Leaf){
				func(l *checkpoint.Leaf) { l.Position++ }, func(l *checkpoint.Leaf) { l.Version++ },
				func(l *checkpoint.Leaf) { l.Digest[0]++ }, func(l *checkpoint.Leaf) { l.Ref.Kind += "s" },
			} {
				other := leaf
				bend(&other)
				require.ErrorIs(t, proof.Check(other, c), checkpoint.ErrProof)
			}
			elsewhere := proof
			elsewhere.Index++
			require.ErrorIs(t, elsewhere.Check(leaf, c), checkpoint.ErrProof)
			longer := proof
			longer.Path = append(slices.Clone(proof.Path), tlog.Hash{})
			require.ErrorIs(t, longer.Check(leaf, c), checkpoint.ErrProof)
		}
		for _, position := range []int64{0, 6, all[count-1].Position + 2, 999} {
			_, err := checkpoint.ProveEntry(t.Context(), all, c, position)
			require.ErrorIs(t, err, checkpoint.ErrOutside, position)
		}
	}
}

// RFC 6962, 2.1.2: a later checkpoint is shown to only add to an earlier, for
// every pair; and not if the earlier was of another history.
func TestEveryGrowthIsProven(t *testing.T) {
	all := newWorld(t, 10, 20).feed()
	other := all.copied()
	other[0].Verb = "forget"
	other.rechained()
	for later := range 21 {
		for earlier := range later + 1 {
			a, _ := made(t, all[:earlier])
			b, _ := made(t, all[:later])
			proof, err := checkpoint.ProveGrowth(t.Context(), all, a, b)
			require.NoError(t, err)
			require.NoError(t, checkpoint.CheckGrowth(proof, a, b))
			if earlier == 0 {
				continue
			}
			foreign, _ := made(t, other[:earlier])
			require.ErrorIs(t, checkpoint.CheckGrowth(proof, foreign, b), checkpoint.ErrProof)
			_, err = checkpoint.ProveGrowth(t.Context(), all, foreign, b)
			require.ErrorIs(t, err, checkpoint.ErrProof)
			if earlier < later {
				require.ErrorIs(t, checkpoint.CheckGrowth(proof, b, a), checkpoint.ErrProof)
				_, err = checkpoint.ProveGrowth(t.Context(), all, b, a)
				require.ErrorIs(t, err, checkpoint.ErrProof)
			}
		}
	}
}

// A feed that does not lead to the checkpoint proves nothing, and checkpoints of
// two feeds are not compared.
func TestProofsOfAnotherFeed(t *testing.T) {
	all := newWorld(t, 10, 20).feed()
	a, _ := made(t, all[:9])
	b, _ := made(t, all)
	var f *checkpoint.FaultError
	_, err := checkpoint.ProveEntry(t.Context(), all[:12], b, 3)
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Short, Position: 12}, *f)
	altered := all.copied()
	altered[14].Verb = "forget"
	altered.rechained()
	_, err = checkpoint.ProveEntry(t.Context(), altered, b, 3)
	require.ErrorAs(t, err, &f)
	require.Equal(t, checkpoint.Root, f.Fault)
	_, err = checkpoint.ProveGrowth(t.Context(), altered, a, b)
	require.ErrorAs(t, err, &f)
	only, _ := made(t, all[:1])
	_, err = checkpoint.ProveEntry(t.Context(), altered[14:], only, 15)
	require.ErrorIs(t, err, checkpoint.ErrProof, "a tree of one leaf needs no hashes to be proven, and is compared all the same")
	c := b
	c.Origin = "湖里区.example"
	var origins *checkpoint.OriginError
	require.ErrorAs(t, checkpoint.CheckGrowth(nil, a, c), &origins)
	_, err = checkpoint.ProveEntry(t.Context(), failing{newWorld(t, 5, 1500).feed()}, checkpoint.Checkpoint{Count: 1500}, 1200)
	require.ErrorIs(t, err, errBroken)
}
