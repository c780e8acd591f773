package checkpoint

import (
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/governance"
)

// RFC 6962, 2.1, by the vectors of Certificate Transparency's own reference
// implementation: eight leaves, and the root after each.
func TestRootsOfCertificateTransparency(t *testing.T) {
	leaves := []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}
	roots := []string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
	var tr tree
	for i, root := range roots {
		h := tr.root()
		require.Equal(t, root, hex.EncodeToString(h[:]), "after %d leaves", i)
		if i < len(leaves) {
			data, err := hex.DecodeString(leaves[i])
			require.NoError(t, err)
			tr.append(tlog.RecordHash(data), nil)
		}
	}
}

// The edge gives the root that tlog computes with every hash stored, and tells
// every subtree where tlog looks for it.
func TestTreeAgainstStoredHashes(t *testing.T) {
	var stored []tlog.Hash
	told := map[int64]tlog.Hash{}
	reader := tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, _ error) {
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	var tr tree
	for n := range int64(600) {
		want, err := tlog.TreeHash(n, reader)
		require.NoError(t, err)
		require.Equal(t, want, tr.root(), "%d leaves", n)
		leaf := tlog.RecordHash(fmt.Append(nil, n))
		more, err := tlog.StoredHashesForRecordHash(n, leaf, reader)
		require.NoError(t, err)
		stored = append(stored, more...)
		tr.append(leaf, func(level int, n int64, h tlog.Hash) { told[tlog.StoredHashIndex(level, n)] = h })
	}
	require.Len(t, told, len(stored))
	for i, h := range stored {
		require.Equal(t, h, told[int64(i)])
	}
}

// "A copy is a tree of its own, and two trees of the same leaves are equal."
func TestTreeIsAValue(t *testing.T) {
	var a tree
	for i := range 7 {
		a.append(tlog.Hash{byte(i)}, nil)
	}
	b, root := a, a.root()
	b.append(tlog.Hash{9}, nil)
	require.Equal(t, root, a.root())
	a.append(tlog.Hash{9}, nil)
	require.True(t, a == b)
}

// The fast way to a leaf's hash is RFC 6962's, whatever the kind's length, and
// needs no allocation.
func TestLeafHash(t *testing.T) {
	l := Leaf{Position: 1 << 40, Version: 3, Digest: governance.Digest{7}}
	for n := range 200 {
		require.Equal(t, tlog.RecordHash(l.Bytes()), l.Hash(), "kind of %d bytes", n)
		l.Ref.Kind += "k"
	}
	l.Ref.Kind = "议事"
	require.Zero(t, testing.AllocsPerRun(100, func() { l.Hash() }))
}
