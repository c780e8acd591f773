package assembly

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/jinlin-project/jinlin/examples/server/settings"
	"github.com/jinlin-project/jinlin/governance"
)

// Reading opens the office on a database that a server has made, by the notices that
// are kept in it, for a program that only asks. Servers may be at work on it
// meanwhile. Close it in the end.
func Reading(ctx context.Context, db string, outside Outside) (office *governance.Office, shut func() error, err error) {
	if path, of := strings.CutPrefix(db, "sqlite:"); of { // or one that is not there would be made
		if _, err := os.Stat(strings.TrimPrefix(path, "//")); err != nil {
			return nil, nil, fmt.Errorf("-db: %w", err)
		}
	}
	s, err := open(ctx, &settings.Settings{DB: db}, outside, "", (*Server).openCalendar, (*Server).assemble)
	if err != nil {
		return nil, nil, err
	}
	if s.root == "" {
		return nil, nil, errors.Join(errors.New("-db: the database holds no district"), s.Close())
	}
	return s.office, s.Close, nil
}
