package attachments

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/governance"
)

// A Store keeps files and can be tidied.
type Store interface {
	httpapi.Files
	// Bound lists the records that files are bound to.
	Bound(ctx context.Context) ([]governance.Ref, error)
	// Forget deletes the files put before an instant and never bound.
	Forget(ctx context.Context, before time.Time) error
}

// Types are the media types that are taken, as net/http sniffs them. Documents
// of office programs are ZIP archives, and cannot be told from others by their
// first bytes.
func Types() []string {
	return []string{
		"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain", "application/zip",
	}
}

// MaxSize is the largest file that is taken, in bytes.
const MaxSize = 10 << 20

// Unbound is how long a file may wait to be attached to a record.
const Unbound = 24 * time.Hour

// recordsAtOnce is how many records Tidy looks up at a time.
const recordsAtOnce = 200

// Tidy deletes what should be gone: files of records whose personal data was
// erased while the server was killed before it could delete them, and files
// that nobody attached in time. Nobody could read the former meanwhile, since
// their records no longer list them.
func Tidy(ctx context.Context, store Store, ledger governance.Ledger, wall time.Time) error {
	if err := store.Forget(ctx, wall.Add(-Unbound)); err != nil {
		return err
	}
	refs, err := store.Bound(ctx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(refs, recordsAtOnce) {
		records, err := ledger.Load(ctx, some...)
		if err != nil {
			return err
		}
		for i := range records {
			var head struct {
				Erased bool `json:"erased"`
			}
			if records[i].Version == 0 || json.Unmarshal(records[i].Document, &head) != nil || !head.Erased {
				continue
			}
			if err := store.Erase(ctx, some[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
