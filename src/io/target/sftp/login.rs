//! Logging in: with a key file, a key of the agent, or a password.
//!
//! 1. A key that `guide.toml` names comes first, then the password, if there is one in the environment; else the agent's keys
//!    and the usual key files.
//! 2. Only what the server takes is tried. When it wants a second proof, what is left is tried for that.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use russh::client::{AuthResult, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::agent::AgentIdentity;
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, PublicKey, decode_secret_key};
use russh::{MethodKind, MethodSet};

use super::super::Trouble;
use super::agent::{Agent, identities};
use super::connection::{Watcher, broke, is_rsa};
use crate::model::secret_variable;

/// The usual key files of OpenSSH, in the order in which it tries them.
const USUAL: [&str; 3] = ["id_ed25519", "id_ecdsa", "id_rsa"];

/// What somebody logs in with.
#[derive(Debug)]
pub(super) struct Login {
    user: String,
    key: Option<PathBuf>,
    password: Option<Secret>,
    passphrase: Option<Secret>,
    /// The environment variables of the password and of the passphrase.
    variables: [String; 2],
}

/// A password or passphrase. It is never shown.
pub(super) struct Secret(String);

/// One way to log in.
enum Way {
    Key(Box<PrivateKey>),
    /// A key that the agent holds.
    Held(Box<AgentIdentity>),
    Password,
}

/// What a server said to one way: the methods with which one can go on, or none when we are in.
type Left = Option<MethodSet>;

impl Login {
    /// Finds the secrets of a target in the environment.
    pub(super) fn find(target: &str, user: &str, key: Option<&str>) -> Self {
        let variables = ["PASSWORD", "PASSPHRASE"].map(|secret| secret_variable(target, secret));
        let secret = |variable: &String| std::env::var(variable).ok().filter(|value| !value.is_empty()).map(Secret);
        Self {
            user: user.to_owned(),
            key: key.map(expand),
            password: secret(&variables[0]),
            passphrase: secret(&variables[1]),
            variables,
        }
    }

    /// Logs in.
    pub(super) async fn log_in(&self, ssh: &mut Handle<Watcher>) -> Result<(), Trouble> {
        let mut offered = match ssh.authenticate_none(&self.user).await.map_err(|error| broke(&error))? {
            AuthResult::Success => return Ok(()),
            AuthResult::Failure { remaining_methods, .. } => remaining_methods,
        };
        if ssh.is_closed() {
            return Err(Trouble::BrokeOff("the server closed the connection before the login".to_owned()));
        }
        let mut agent = super::agent::connect(ssh).await;
        let mut ways = self.ways(agent.as_mut()).await?;
        let takes_keys = offered.contains(&MethodKind::PublicKey);
        let mut tried = 0;
        while let Some(at) = ways.iter().position(|way| way.is_among(&offered)) {
            tried += 1;
            match self.try_one(ways.remove(at), &offered, ssh, agent.as_mut()).await? {
                None => return Ok(()),
                Some(left) => offered = left,
            }
        }
        match tried {
            0 if self.password.is_some() && takes_keys => Err(Trouble::Other(
                "the server takes keys and no password; write a line key = \"…\" with the file of the key into guide.toml, under this target".to_owned(),
            )),
            0 => Err(Trouble::NoSecret(self.variables.to_vec())),
            _ => Err(Trouble::LoginRefused),
        }
    }

    async fn ways(&self, agent: Option<&mut Agent>) -> Result<Vec<Way>, Trouble> {
        let password = self.password.as_ref().map(|_| Way::Password);
        let held = match agent {
            Some(agent) => identities(agent).await,
            None => Vec::new(),
        };
        if let Some(file) = &self.key {
            let key = self.named_key(file, held)?;
            return Ok([key].into_iter().chain(password).collect());
        }
        let is_held = |key: &PrivateKey| held.iter().any(|held| is_key(held, key.public_key()));
        let usual = dirs::home_dir().map(|home| home.join(".ssh"));
        let usual = usual.iter().flat_map(|folder| USUAL.map(|name| folder.join(name)));
        // One that needs a passphrase that we were not given is passed over.
        let keys: Vec<Way> = usual
            .filter_map(|file| std::fs::read_to_string(file).ok())
            .filter_map(|text| self.opened(&text))
            .filter(|key| !is_held(key))
            .map(|key| Way::Key(Box::new(key)))
            .collect();
        Ok(password.into_iter().chain(held.into_iter().map(Box::new).map(Way::Held)).chain(keys).collect())
    }

    /// The key that `guide.toml` names. When it needs a passphrase that we were not given, the agent may hold it.
    fn named_key(&self, file: &Path, held: Vec<AgentIdentity>) -> Result<Way, Trouble> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| Trouble::Other(format!("the key file {} cannot be read ({error})", file.display())))?;
        if let Some(key) = self.opened(&text) {
            return Ok(Way::Key(Box::new(key)));
        }
        if !is_locked(&text) {
            return Err(Trouble::Other(format!("the file {} is not a private key", file.display())));
        }
        let public = PrivateKey::from_openssh(&text).ok().map(|key| key.public_key().clone());
        let same = held.into_iter().find(|held| public.as_ref().is_some_and(|public| is_key(held, public)));
        match same {
            Some(held) => Ok(Way::Held(Box::new(held))),
            None if self.passphrase.is_some() => Err(Trouble::Other(format!(
                "the passphrase in {} does not open the key file {}",
                self.variables[1],
                file.display()
            ))),
            None => Err(Trouble::NoSecret(vec![self.variables[1].clone()])),
        }
    }

    fn opened(&self, text: &str) -> Option<PrivateKey> {
        let passphrase = self.passphrase.as_ref().map(|secret| secret.0.as_str());
        let passphrase = passphrase.filter(|_| is_locked(text));
        decode_secret_key(text, passphrase).ok().filter(|key| !key.is_encrypted())
    }

    async fn try_one(
        &self,
        way: Way,
        offered: &MethodSet,
        ssh: &mut Handle<Watcher>,
        agent: Option<&mut Agent>,
    ) -> Result<Left, Trouble> {
        let answer = match (way, agent, &self.password) {
            (Way::Key(key), ..) => {
                let hash = rsa_hash(key.public_key(), ssh).await?;
                let key = PrivateKeyWithHashAlg::new(Arc::new(*key), hash);
                ssh.authenticate_publickey(&self.user, key).await.map_err(|error| broke(&error))?
            }
            (Way::Held(held), Some(agent), _) => self.sign_by_agent(*held, offered, ssh, agent).await?,
            (Way::Password, _, Some(password)) if offered.contains(&MethodKind::Password) => {
                ssh.authenticate_password(&self.user, &password.0).await.map_err(|error| broke(&error))?
            }
            (Way::Password, _, Some(password)) => return self.answer_questions(password, ssh).await,
            _ => refused(offered),
        };
        Ok(match answer {
            AuthResult::Success => None,
            AuthResult::Failure { remaining_methods, .. } => Some(remaining_methods),
        })
    }

    async fn sign_by_agent(
        &self,
        held: AgentIdentity,
        offered: &MethodSet,
        ssh: &mut Handle<Watcher>,
        agent: &mut Agent,
    ) -> Result<AuthResult, Trouble> {
        let hash = rsa_hash(&held.public_key(), ssh).await?;
        let signed = match held {
            AgentIdentity::PublicKey { key, .. } => ssh.authenticate_publickey_with(&self.user, key, hash, agent).await,
            AgentIdentity::Certificate { certificate, .. } => {
                ssh.authenticate_certificate_with(&self.user, certificate, hash, agent).await
            }
        };
        // An agent that does not sign is one way less, no more.
        Ok(signed.unwrap_or_else(|_| refused(offered)))
    }

    /// `keyboard-interactive` (RFC 4256): the server asks, and what it asks for unseen is the password, once.
    async fn answer_questions(&self, password: &Secret, ssh: &mut Handle<Watcher>) -> Result<Left, Trouble> {
        let begun = ssh.authenticate_keyboard_interactive_start(&self.user, None).await;
        let mut answer = begun.map_err(|error| broke(&error))?;
        let mut is_given = false;
        loop {
            let prompts = match answer {
                KeyboardInteractiveAuthResponse::Success => return Ok(None),
                KeyboardInteractiveAuthResponse::Failure { remaining_methods, .. } => {
                    return Ok(Some(remaining_methods));
                }
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => prompts,
            };
            if is_given && !prompts.is_empty() {
                // Asked again: the password was wrong, or it wants something that we do not have.
                return Ok(Some(MethodSet::empty()));
            }
            is_given = is_given || !prompts.is_empty();
            let say = |echo: bool| if echo { String::new() } else { password.0.clone() };
            let said = prompts.iter().map(|prompt| say(prompt.echo)).collect();
            let next = ssh.authenticate_keyboard_interactive_respond(said).await;
            answer = next.map_err(|error| broke(&error))?;
        }
    }
}

impl Way {
    fn is_among(&self, offered: &MethodSet) -> bool {
        match self {
            Self::Key(_) | Self::Held(_) => offered.contains(&MethodKind::PublicKey),
            Self::Password => {
                [MethodKind::Password, MethodKind::KeyboardInteractive].iter().any(|kind| offered.contains(kind))
            }
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a secret")
    }
}

/// A path of `guide.toml`, in which `~` is the user's home.
pub(super) fn expand(path: &str) -> PathBuf {
    match (path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\")), dirs::home_dir()) {
        (Some(below), Some(home)) => home.join(below),
        _ => PathBuf::from(path),
    }
}

fn refused(offered: &MethodSet) -> AuthResult {
    AuthResult::Failure { remaining_methods: offered.clone(), partial_success: false }
}

fn is_key(held: &AgentIdentity, key: &PublicKey) -> bool {
    held.public_key().key_data() == key.key_data()
}

/// Whether a key file needs a passphrase: one of OpenSSH, of the older PEM kinds, or of `PuTTY`.
fn is_locked(text: &str) -> bool {
    let is_locked_putty = |line: &str| line.strip_prefix("Encryption:").is_some_and(|kind| kind.trim() != "none");
    text.contains("ENCRYPTED")
        || text.lines().any(is_locked_putty)
        || PrivateKey::from_openssh(text).is_ok_and(|key| key.is_encrypted())
}

/// An RSA key signs with the newest hash that the server takes.
async fn rsa_hash(key: &PublicKey, ssh: &Handle<Watcher>) -> Result<Option<russh::keys::HashAlg>, Trouble> {
    if !is_rsa(&key.algorithm()) {
        return Ok(None);
    }
    let best = ssh.best_supported_rsa_hash().await.map_err(|error| broke(&error))?;
    Ok(best.unwrap_or(Some(russh::keys::HashAlg::Sha256)))
}

#[cfg(test)]
mod tests;
