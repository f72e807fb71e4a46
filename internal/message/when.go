package message

import (
	"fmt"
	"time"

	"redress/internal/complaint"
)

// chinaOffset is the one offset that a Chinese reader takes for granted.
const chinaOffset = 8 * time.Hour

// When writes an instant as its readers do: 2026年4月8日 18:00, or 8 April 2026, 18:00 (UTC+8). A Chinese date names
// its offset only where it is not China's. Without a zone it is UTC.
func When(lang complaint.Language, t time.Time, zone *time.Location) string {
	if zone == nil {
		zone = time.UTC
	}
	t = t.In(zone)
	if lang == complaint.English {
		return t.Format("2 January 2006, 15:04") + " (" + offset(t) + ")"
	}
	text := t.Format("2006年1月2日 15:04")
	if eastOf(t) != chinaOffset {
		text += "（" + offset(t) + "）"
	}
	return text
}

// offset names the distance from UTC, which unlike the letters of a zone means one thing only.
func offset(t time.Time) string {
	east, sign := eastOf(t), "+"
	if east == 0 {
		return "UTC"
	}
	if east < 0 {
		east, sign = -east, "-"
	}
	text := fmt.Sprintf("UTC%s%d", sign, int(east.Hours()))
	if minutes := int(east.Minutes()) % 60; minutes != 0 {
		text += fmt.Sprintf(":%02d", minutes)
	}
	return text
}

func eastOf(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}
