package accounts

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/database"
)

// guessers is the name of the lock under which attempts are counted, so that
// many at once, on whichever replica, are no way round.
const guessers = "attempts"

// who is a key as a column: a name or an address that is not there to be read.
func who(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:]
}

// Take implements [Attempts].
func (s *SQL) Take(ctx context.Context, now time.Time, limits ...Limit) (wait time.Duration, err error) {
	err = s.db.Alone(ctx, guessers, func(in database.Asker) error {
		if _, err := in.Exec(ctx, `DELETE FROM server_attempts WHERE at <= $1`, now.Add(-window).UnixMicro()); err != nil {
			return err
		}
		for _, l := range limits {
			longer, err := take(ctx, in, l, now)
			if err != nil {
				return err
			}
			wait = max(wait, longer)
		}
		return nil
	})
	return wait, err
}

func take(ctx context.Context, in database.Asker, l Limit, now time.Time) (time.Duration, error) {
	var made int
	var eldest int64 // of those that fill the window
	err := in.One(ctx, `SELECT count(*), coalesce(min(at), 0) FROM (SELECT at FROM server_attempts WHERE who = $1 ORDER BY at DESC LIMIT $2) t`,
		[]any{who(l.Key), l.Most}, &made, &eldest)
	if err != nil {
		return 0, err
	}
	if made >= l.Most {
		return max(time.UnixMicro(eldest).Add(window).Sub(now), time.Second), nil
	}
	_, err = in.Exec(ctx, `INSERT INTO server_attempts (who, at) VALUES ($1, $2)`, who(l.Key), now.UnixMicro())
	return 0, err
}

// Forgive implements [Attempts].
func (s *SQL) Forgive(ctx context.Context, key string) error {
	_, err := s.db.Exec(ctx, `DELETE FROM server_attempts WHERE who = $1`, who(key))
	return err
}

// GiveBack implements [Attempts].
func (s *SQL) GiveBack(ctx context.Context, key string) error {
	_, err := s.db.Exec(ctx, `DELETE FROM server_attempts WHERE id = (SELECT max(id) FROM server_attempts WHERE who = $1)`, who(key))
	return err
}
