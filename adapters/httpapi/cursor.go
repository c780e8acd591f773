package httpapi

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

var faultCursor = governance.Fault{Code: "bad-cursor",
	Detail: governance.Text{Zh: "不是本查询给出的游标", En: "is not a cursor that this very query gave"}}

// A cursor is the sort key and id of the last record of a page and the stamp of
// the query it belongs to, 32 bytes in all. It gives no rights: the next page
// is restricted to what the caller may see like the first. The stamp only keeps
// a cursor from continuing a query it does not belong to.
const cursorSize = 8 + 16 + 8

// stampOf tells queries apart by kind, caller and filters.
func stampOf(kind string, actor *governance.Actor, q *query) uint64 {
	h := fnv.New64a()
	say := func(text string) { _, _ = h.Write(append([]byte(text), 0)) }
	say(kind)
	say(actor.Account)
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if name != "cursor" && name != "limit" {
			say(name)
			say(q.values[name])
		}
	}
	return h.Sum64()
}

func writeCursor(c governance.Cursor, stamp uint64) string {
	var raw [cursorSize]byte
	binary.BigEndian.PutUint64(raw[:], uint64(c.At.UnixMicro()))
	copy(raw[8:], c.ID[:])
	binary.BigEndian.PutUint64(raw[24:], stamp)
	return base64.RawURLEncoding.EncodeToString(raw[:])
}

// readCursor is the inverse, and reports whether the text is a cursor of the
// query.
func readCursor(text string, stamp uint64) (governance.Cursor, bool) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != cursorSize || binary.BigEndian.Uint64(raw[24:]) != stamp {
		return governance.Cursor{}, false
	}
	at := time.UnixMicro(int64(binary.BigEndian.Uint64(raw))).UTC()
	id := uuid.UUID(raw[8:24])
	return governance.Cursor{At: at, ID: id}, id != uuid.Nil && at.Year() >= 0 && at.Year() <= lastYear
}
