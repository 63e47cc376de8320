//! The key of a server that was given none: made once, kept beside its embedded database.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use crate::id::{Chance, secret};
use crate::secrets::SecretKey;

/// Its name in the folder of all that is written.
const NAME: &str = "secret.key";

/// Why the file's key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Others may read it.
    #[error("{}: others on this machine may read this key (mode {mode:o}). `chmod 600 {}`, and set the passwords anew that it protects", file.display(), file.display())]
    Open {
        /// The file.
        file: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It does not hold a key.
    #[error("{} does not hold a key. Bring it back from a backup, or remove it: then the passwords it protects are entered again", file.display())]
    NoKey {
        /// The file.
        file: PathBuf,
    },
    /// The system refused.
    #[error("{}: {reason}", file.display())]
    System {
        /// The file.
        file: PathBuf,
        /// Its answer.
        reason: io::Error,
    },
}

/// The key that is kept in this folder. Where there is none it is made: readable by its owner alone, and there whole or not at all, so that
/// of two programs that start at once both have the same.
pub fn find_or_make(folder: &Path, chance: &dyn Chance) -> Result<SecretKey, FileError> {
    let file = folder.join(NAME);
    match read(&file) {
        Err(FileError::System { reason, .. }) if reason.kind() == io::ErrorKind::NotFound => {
            make(folder, &file, chance).map_err(|reason| FileError::System { file: file.clone(), reason })?;
            read(&file)
        }
        found => found,
    }
}

fn read(file: &Path) -> Result<SecretKey, FileError> {
    let failed = |reason| FileError::System { file: file.to_owned(), reason };
    let mode = fs::metadata(file).map_err(failed)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(FileError::Open { file: file.to_owned(), mode });
    }
    let text = fs::read_to_string(file).map_err(failed)?;
    SecretKey::parse(&text).map_err(|_| FileError::NoKey { file: file.to_owned() })
}

fn make(folder: &Path, file: &Path, chance: &dyn Chance) -> io::Result<()> {
    let beside = folder.join(format!("{NAME}.{}", secret(chance)));
    let written = write(&beside, chance).and_then(|()| match fs::hard_link(&beside, file) {
        // Another was quicker: its key is the one.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    // Left behind it would be a second copy of the key.
    let _ = fs::remove_file(&beside);
    written.and_then(|()| fs::File::open(folder)?.sync_all())
}

fn write(file: &Path, chance: &dyn Chance) -> io::Result<()> {
    let mut opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(opened, "{}", SecretKey::random(chance).to_text())?;
    opened.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SystemChance;

    #[test]
    fn a_key_is_made_once_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let made = find_or_make(folder.path(), &SystemChance).unwrap();
        assert_eq!(find_or_make(folder.path(), &SystemChance).unwrap(), made);
        let permissions = fs::metadata(folder.path().join(NAME)).unwrap().permissions();
        assert_eq!(permissions.mode() & 0o777, 0o600);
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, [NAME]);
    }

    #[test]
    fn programs_that_start_at_once_have_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let starts: Vec<_> = (0..16)
            .map(|_| {
                let folder = folder.path().to_owned();
                std::thread::spawn(move || find_or_make(&folder, &SystemChance).unwrap())
            })
            .collect();
        let keys: Vec<_> = starts.into_iter().map(|start| start.join().unwrap()).collect();
        assert!(keys.iter().all(|key| *key == keys[0]));
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        find_or_make(folder.path(), &SystemChance).unwrap();
        let file = folder.path().join(NAME);
        for mode in [0o644, 0o640, 0o604] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let error = find_or_make(folder.path(), &SystemChance).unwrap_err().to_string();
            assert!(error.contains(&format!("mode {mode:o}")) && error.contains("chmod 600"), "{error}");
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(find_or_make(folder.path(), &SystemChance).is_ok());
    }

    #[test]
    fn a_file_without_a_key_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join(NAME), &SystemChance).unwrap();
        fs::write(folder.path().join(NAME), "half a k").unwrap();
        assert!(matches!(find_or_make(folder.path(), &SystemChance), Err(FileError::NoKey { .. })));
        assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), "half a k");
    }
}
