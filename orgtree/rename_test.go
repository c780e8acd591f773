package orgtree_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Codes are only names: other codes in the same order must give the same tree
// under other codes, whatever their length does to hashing and comparing.
func TestRenamingCodesChangesNothing(t *testing.T) {
	for seed := range uint64(12) {
		g := &guesser{Rand: rand.New(rand.NewPCG(seed, 9)), o: newOracle()}
		plain, err := orgtree.New().Apply(small()...)
		require.NoError(t, err)
		other, err := orgtree.New().Apply(renameAll(small(), g)...)
		require.NoError(t, err)
		for _, c := range small() {
			g.o.apply(c)
		}
		for range 40 {
			batch := g.batch()
			a, errA := plain.Apply(batch...)
			b, errB := other.Apply(renameAll(batch, g)...)
			require.Equal(t, errA == nil, errB == nil, "%+v", batch)
			if errA != nil {
				require.Equal(t, faultsRenamed(t, errA), faultsOf(t, errB))
				continue
			}
			plain, other = a, b
			for _, c := range batch {
				g.o.apply(c)
			}
		}
		for d := range civil.Date(horizon) {
			want := describe(plain.On(d))
			for _, line := range strings.Split(describe(other.On(d)), "\n") {
				require.Contains(t, want+"\n", strings.ReplaceAll(line, prefix, "")+"\n")
			}
			require.Equal(t, plain.On(d).Len(), other.On(d).Len())
		}
	}
}

const prefix = "x-x-x-x-x-x-x-"

func renamedCode(c orgtree.Code) orgtree.Code {
	if c == "" {
		return ""
	}
	return prefix + c
}

func faultsRenamed(t *testing.T, err error) []string {
	list := faultsOf(t, err)
	for i, f := range list {
		if parts := strings.Split(f, " "); len(parts) == 3 {
			list[i] = strings.Join([]string{parts[0], parts[1], prefix + parts[2]}, " ")
		}
	}
	return list
}

func renameUnit(u orgtree.Unit) orgtree.Unit {
	u.Code, u.Parent, u.At = renamedCode(u.Code), renamedCode(u.Parent), renamedCode(u.At)
	u.Covers = renameList(u.Covers)
	return u
}

func renameList(codes []orgtree.Code) (out []orgtree.Code) {
	for _, c := range codes {
		out = append(out, renamedCode(c))
	}
	return out
}

func renameAll(changes []orgtree.Change, g *guesser) (out []orgtree.Change) {
	for _, change := range changes {
		switch c := change.(type) {
		case orgtree.AddUnit:
			c.Unit = renameUnit(c.Unit)
			change = c
		case orgtree.Rename:
			c.Code = renamedCode(c.Code)
			change = c
		case orgtree.Move:
			c.Code, c.Parent = renamedCode(c.Code), renamedCode(c.Parent)
			change = c
		case orgtree.Restation:
			c.Code, c.At = renamedCode(c.Code), renamedCode(c.At)
			change = c
		case orgtree.SetForm:
			c.Code = renamedCode(c.Code)
			change = c
		case orgtree.SetCovers:
			c.Code, c.Covers = renamedCode(c.Code), renameList(c.Covers)
			change = c
		case orgtree.Merge:
			c.Codes, c.Into = renameList(c.Codes), renamedCode(c.Into)
			change = c
		case orgtree.Split:
			into := make([]orgtree.Unit, len(c.Into))
			for i, u := range c.Into {
				into[i] = renameUnit(u)
			}
			c.Code, c.Heir, c.Into = renamedCode(c.Code), renamedCode(c.Heir), into
			change = c
		case orgtree.Dissolve:
			c.Code, c.Successor = renamedCode(c.Code), renamedCode(c.Successor)
			change = c
		case orgtree.Appoint:
			c.Post.Unit = renamedCode(c.Post.Unit)
			change = c
		case orgtree.EndPost:
		default:
			panic(fmt.Sprintf("%T is not renamed", change))
		}
		out = append(out, change)
	}
	return out
}
