package checkpoint

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/jinlin-project/jinlin/civil"
)

// A Checkpoint says what the first entries of a feed are. It is a comparable
// value; a zero one is none. Only one that came out of [Open] is a statement of
// anybody's.
type Checkpoint struct {
	Origin   string    // whose feed it is: the name of the key that signs
	Count    int64     // how many entries it covers
	Position int64     // of the last of them; 0 when there is none
	Root     tlog.Hash // of the tree of all of them
	At       time.Time // when it was made, as the signer says: whole seconds in +08:00
}

// versionLine names the form of what follows it, and of the leaves.
const versionLine = "jinlin checkpoint v1"

// instant is how At is written.
const instant = "2006-01-02T15:04:05+08:00"

// cut makes an instant one that its text can hold.
func cut(at time.Time) time.Time { return at.In(civil.Zone).Truncate(time.Second) }

// String returns the text that is signed; [Parse] is its inverse.
func (c Checkpoint) String() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s\nposition %d\nat %s\n",
		c.Origin, c.Count, c.Root, versionLine, c.Position, c.At.In(civil.Zone).Format(instant))
}

// A FormatError says that a text is no checkpoint, no state or no key, as this
// version of the package writes them.
type FormatError struct {
	What   string // "checkpoint", "state", "private key", "public key"
	Reason string
}

// Error names what cannot be read and why. It never repeats the text: that may
// be a private key.
func (e *FormatError) Error() string { return "not a " + e.What + ": " + e.Reason }

// Parse reads a text that [Checkpoint.String] returned, and no other. It knows
// nothing of signatures; what comes from outside is read by [Open].
func Parse(text string) (Checkpoint, error) {
	refuse := func(reason string) (Checkpoint, error) {
		return Checkpoint{}, &FormatError{"checkpoint", reason}
	}
	lines := strings.Split(text, "\n")
	if len(lines) != 7 || lines[3] != versionLine {
		return refuse("its form is not the one named " + versionLine)
	}
	c := Checkpoint{Origin: lines[0]}
	var faults [4]error
	c.Count, faults[0] = strconv.ParseInt(lines[1], 10, 64)
	c.Root, faults[1] = tlog.ParseHash(lines[2])
	c.Position, faults[2] = strconv.ParseInt(strings.TrimPrefix(lines[4], "position "), 10, 64)
	c.At, faults[3] = time.ParseInLocation(instant, strings.TrimPrefix(lines[5], "at "), civil.Zone)
	for i, name := range []string{"count", "root", "position", "time"} {
		if faults[i] != nil {
			return refuse("its " + name + " cannot be read")
		}
	}
	if c.String() != text {
		return refuse("it is not written in the one way there is")
	}
	if err := c.sound(); err != nil {
		return Checkpoint{}, err
	}
	return c, nil
}

// sound checks what every checkpoint must be: positions begin at 1 and grow, so
// that the last is never below the count.
func (c *Checkpoint) sound() error {
	empty := c.Count == 0
	switch {
	case !validOrigin(c.Origin):
		return &FormatError{"checkpoint", "its origin is empty, or holds spaces or signs that a name may not"}
	case c.Count < 0 || c.Position < c.Count:
		return &FormatError{"checkpoint", "its count and position do not go together"}
	case empty && (c.Position != 0 || c.Root != sha256.Sum256(nil)):
		return &FormatError{"checkpoint", "it covers no entry, and yet has a position or a root"}
	case c.At.IsZero() || !c.At.Equal(cut(c.At)):
		return &FormatError{"checkpoint", "its time is not one of whole seconds"}
	}
	return nil
}

// validOrigin reports whether a name can stand in a signature line: no space
// of any kind, no plus sign, nothing unprintable.
func validOrigin(name string) bool {
	return name != "" && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '+' || unicode.IsSpace(r) || !unicode.IsGraphic(r)
	})
}
