package feed

import (
	"errors"
	"strconv"
	"strings"
)

// A Position is where a reader of the feed stands: behind that entry, or, when
// it is zero, before the first. It increases strictly along the feed.
type Position int64

// Outside, a position is opaque: a mark and a number in base 36. It may become
// another thing without telling its readers, who hand it back as they got it.
const (
	positionMark = "p"
	positionBase = 36
)

// ErrPosition says that a text is no position that a feed gave.
var ErrPosition = errors.New("feed: not a position")

// String writes the position as readers keep it.
func (p Position) String() string { return positionMark + strconv.FormatInt(int64(p), positionBase) }

// ParsePosition is the inverse of String, and takes no other spelling.
func ParsePosition(text string) (Position, error) {
	digits, marked := strings.CutPrefix(text, positionMark)
	n, err := strconv.ParseInt(digits, positionBase, 64)
	if !marked || err != nil || n < 0 || Position(n).String() != text {
		return 0, ErrPosition
	}
	return Position(n), nil
}
