package checkpoint

import (
	"crypto/sha256"
	"encoding"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

var (
	_ encoding.TextMarshaler   = (*Log)(nil)
	_ encoding.TextUnmarshaler = (*Log)(nil)
)

// The lines of a state.
const (
	stateLine = "jinlin checkpoint state v1\n"
	sumName   = "sha256 "
)

// MarshalText returns the Log's state, to be kept until the next checkpoint:
//
//	jinlin checkpoint state v1
//	count 5
//	position 5
//	last CsUYapGG…           the hash of the last leaf
//	edge DdGYDAZM…           the complete subtrees of the right edge,
//	edge CsUYapGG…           the largest first: as many as count has bits
//	sha256 9f86d081…         of all lines above, in hexadecimal
//
// The sum guards against damage, not against malice: keep the state where the
// private key is kept. It cannot fail.
func (l *Log) MarshalText() ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%scount %d\nposition %d\n", stateLine, l.tree.count, l.position)
	if l.tree.count > 0 {
		fmt.Fprintf(&b, "last %s\n", l.last)
	}
	for level := maxLevels - 1; level >= 0; level-- {
		if l.tree.count>>level&1 == 1 {
			fmt.Fprintf(&b, "edge %s\n", l.tree.edge[level])
		}
	}
	return fmt.Appendf(nil, "%s%s%x\n", b.String(), sumName, sha256.Sum256([]byte(b.String()))), nil
}

// UnmarshalText reads a state that [Log.MarshalText] returned, and no other
// text: anything else is a *[FormatError] and leaves the Log as it was. Whether
// it fits the feed is seen by the next [Log.Follow].
func (l *Log) UnmarshalText(text []byte) error {
	s := stateReader{rest: string(text)}
	var read Log
	s.take(strings.TrimSuffix(stateLine, "\n"))
	read.tree.count, read.position = s.number("count "), s.number("position ")
	if read.tree.count > 0 {
		read.last = s.hash("last ")
	}
	for level := maxLevels - 1; level >= 0 && !s.failed; level-- {
		if read.tree.count>>level&1 == 1 {
			read.tree.edge[level] = s.hash("edge ")
		}
	}
	s.take(sumName)
	// What was read must be written the same: this holds the sum, the order of
	// lines and every number's one way of writing at once.
	if again, _ := read.MarshalText(); s.failed || string(again) != string(text) {
		return &FormatError{"state", "it is damaged, or of another version"}
	}
	if read.position < read.tree.count || read.tree.count == 0 && read.position != 0 {
		return &FormatError{"state", "its count and position do not go together"}
	}
	if read.tree.count&1 == 1 && read.tree.edge[0] != read.last {
		return &FormatError{"state", "its last leaf is not the one of its edge"}
	}
	*l = read
	return nil
}

// stateReader takes a state apart line by line; after a failure it goes on with
// zero values.
type stateReader struct {
	rest   string
	failed bool
}

// take returns what follows a name in the next line.
func (s *stateReader) take(name string) string {
	line, rest, found := strings.Cut(s.rest, "\n")
	value, named := strings.CutPrefix(line, name)
	s.rest, s.failed = rest, s.failed || !found || !named
	return value
}

func (s *stateReader) number(name string) int64 {
	n, err := strconv.ParseInt(s.take(name), 10, 64)
	s.failed = s.failed || err != nil || n < 0
	return max(n, 0)
}

func (s *stateReader) hash(name string) tlog.Hash {
	h, err := tlog.ParseHash(s.take(name))
	s.failed = s.failed || err != nil
	return h
}
