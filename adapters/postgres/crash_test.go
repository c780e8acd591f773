package postgres_test

const crashURL = "JINLIN_POSTGRES_CRASH_URL"

func commitUntilKilled(url string) error { return nil }
